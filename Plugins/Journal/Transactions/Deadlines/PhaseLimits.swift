/// How long a transaction may stay where it is; seconds.
enum PhaseLimits {
    static let staging = 600.0
    static let migration = 1_800.0
    static let `switch` = 600.0
    /// What one request may keep databases' children busy for; in MIGRATION no longer than that lasts.
    static let work = 600.0
    /// How long an owner that has ended is waited for: the host starts it again sooner, if it does at all.
    static let absence = 300.0
    /// Between two tries to end it: the first pause, and the longest.
    static let pauses = 60.0...3_600.0
    /// Between two looks at those under way, and when there are none.
    static let looks = 60.0
    static let idle = 600.0
}

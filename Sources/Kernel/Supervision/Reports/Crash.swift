/// One death that nobody asked for, as it is kept and shown.
struct Crash: Equatable, Sendable {
    /// Seconds since 1970 by the clock of the machine at that time, right or wrong.
    var unixTime: Int64
    var cause: String
    var advice: String
    /// At most 4 KiB, the end of what it wrote to stderr.
    var lastWords: String
}

import Glibc

/// The wall clock as text, to show.
enum UTCTime {
    /// `2026-11-23T05:10:00Z`. (gmtime_r, strftime)
    static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
            _ = strftime(text.baseAddress!, 32, "%Y-%m-%dT%H:%M:%SZ", &parts)
            return String(cString: text.baseAddress!)
        }
    }
}

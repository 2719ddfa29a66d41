import Glibc
import Wire

/// Seconds since 1970 by the machine's clock.
enum UnixTime {
    /// C function: `clock_gettime`.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// "2026-11-23", UTC: of what is planned by days everywhere.
    static func day(_ seconds: Double) -> String {
        CivilDate(days: Int(max(0, min(seconds, 253_402_300_799))) / 86_400).description
    }

    /// "2026-11-23 05:04:03", local time. (localtime_r)
    static func text(_ seconds: Double) -> String {
        var whole = time_t(max(0, min(seconds, 253_402_300_799)))
        var date = tm()
        localtime_r(&whole, &date)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = CivilDate(year: Int(date.tm_year) + 1900, month: Int(date.tm_mon) + 1, day: Int(date.tm_mday))
        return "\(day) \(two(date.tm_hour)):\(two(date.tm_min)):\(two(date.tm_sec))"
    }
}

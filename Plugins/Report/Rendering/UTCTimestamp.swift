import Wire

/// A time as RFC 3339 and RFC 5424 write it, in UTC with milliseconds.
struct UTCTimestamp: CustomStringConvertible {
    let description: String

    /// - Parameter seconds: since 1970; what no calendar of four-digit years holds is put at its end.
    init(_ seconds: Double) {
        let bounded = seconds.isFinite ? min(max(seconds, 0), 253_402_300_799) : 0
        let milliseconds = Int64((bounded * 1000).rounded(.down))
        let (days, time) = (milliseconds / 86_400_000, milliseconds % 86_400_000)
        let fields = [(time / 3_600_000, 2), (time / 60_000 % 60, 2), (time / 1000 % 60, 2), (time % 1000, 3)].map(Self.padded)
        description = "\(CivilDate(days: Int(days)))T\(fields[0]):\(fields[1]):\(fields[2]).\(fields[3])Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

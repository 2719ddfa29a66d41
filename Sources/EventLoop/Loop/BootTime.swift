import Glibc

/// A point on the clock that counts since boot, suspend included, and that nobody can set. (clock_gettime CLOCK_BOOTTIME)
public struct BootTime: Comparable, Hashable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func now() -> BootTime {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return BootTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Names this boot: times of different boots cannot be compared. Empty where /proc is missing.
    public static let bootID = readBootID()

    public static func < (left: BootTime, right: BootTime) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (time: BootTime, milliseconds: Int64) -> BootTime {
        BootTime(milliseconds: time.milliseconds + milliseconds)
    }

    public static func - (left: BootTime, right: BootTime) -> Int64 { left.milliseconds - right.milliseconds }

    private static func readBootID() -> String {
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        return withUnsafeTemporaryAllocation(byteCount: 36, alignment: 1) { bytes in
            let length = read(file, bytes.baseAddress!, bytes.count)
            return String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
        }
    }
}

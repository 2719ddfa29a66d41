/// One line of `/proc/PID/stat`, as far as it is needed.
struct ProcessEntry: Equatable {
    let pid: Int32
    let group: Int32
    /// Tells a process from a later one with its number.
    let startTime: UInt64
    /// Clock ticks in user and kernel mode.
    let ticks: UInt64
    let residentPages: UInt64

    /// The name in brackets may hold anything, brackets too.
    init?(stat text: [UInt8]) {
        guard let end = text.lastIndex(of: UInt8(ascii: ")")), let blank = text.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let fields = text[text.index(after: end)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count > 21, let pid = Int32(String(decoding: text[..<blank], as: UTF8.self)), let group = Int32(fields[2]),
            let user = UInt64(fields[11]), let system = UInt64(fields[12]), let startTime = UInt64(fields[19]),
            let pages = UInt64(fields[21])
        else { return nil }
        (self.pid, self.group, self.startTime, ticks, residentPages) = (pid, group, startTime, user + system, pages)
    }
}

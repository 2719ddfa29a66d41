import EventLoop
import Files
import Launch

/// The file that says which sessions are ours, so that a host started after this one was killed finds what it left.
///
/// Written whole, atomically, off the loop; not fsynced, because after a reboot nothing of it lives.
final class ProcessLedger {
    private let path: String
    private let loop: Loop
    private var leaders: [Int32: Leader] = [:]
    private var isWriting = false
    private var isStale = false
    private var idle: [() -> Void] = []
    private let trouble: (String) -> Void

    init(path: String, on loop: Loop, trouble: @escaping (String) -> Void) {
        (self.path, self.loop, self.trouble) = (path, loop, trouble)
    }

    func add(_ leader: Leader) {
        leaders[leader.pid] = leader
        write()
    }

    func remove(pid: Int32) {
        if leaders.removeValue(forKey: pid) != nil { write() }
    }

    /// At once if all is written.
    func whenIdle(_ then: @escaping () -> Void) {
        if isWriting { idle.append(then) } else { then() }
    }

    /// One write at a time; what changes meanwhile goes into the next.
    private func write() {
        isStale = true
        guard !isWriting else { return }
        (isWriting, isStale) = (true, false)
        let (path, leaders) = (path, Array(leaders.values))
        loop.offload {
            Result { () throws(FileFailure) in try DurableFile.replace(path, with: Self.bytes(of: leaders), synced: false) }
        } then: { [weak self] result in
            guard let self else { return }
            isWriting = false
            if case .failure(let failure) = result { trouble("\(self.path): \(failure.words)") }
            if isStale { return write() }
            let told = idle
            idle = []
            for tell in told { tell() }
        }
    }
}

extension ProcessLedger {
    /// A line for the boot, then one per leader: `PID START ID`.
    static func bytes(of leaders: [Leader]) -> [UInt8] {
        Array(leaders.reduce(into: BootTime.bootID + "\n") { $0 += "\($1.pid) \($1.startTime) \($1.id)\n" }.utf8)
    }

    /// Empty if it was written before the last boot, or is not there.
    static func read(_ path: String) -> [Leader] {
        let lines = ((try? SmallFile.beginning(path, atMost: 1 << 20, links: .refused)) ?? []).split(separator: UInt8(ascii: "\n"))
        guard let boot = lines.first, boot.elementsEqual(BootTime.bootID.utf8) else { return [] }
        return lines.dropFirst().compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 3, let pid = Int32(fields[0]), let start = UInt64(fields[1]) else { return nil }
            return Leader(id: fields[2], pid: pid, startTime: start)
        }
    }
}

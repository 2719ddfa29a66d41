import Glibc
import Support

/// How many steps a host has taken on its disk, and at which it is to stop: shared with `stop_at_step.c`, preloaded into its processes.
final class StepCounter {
    private let shared: UnsafeMutableRawPointer

    /// Of the C structure.
    private enum Offset {
        static let counts = 0
        static let counted = 16
        static let stop = 24
        static let stopped = 32
        static let place = 40
        static let size = 40 + 1024
    }

    enum Kind: UInt64, Sendable {
        /// Whatever one of the plugins changes for good.
        case all
        /// What the journal writes down.
        case journal
    }

    /// - Parameter path: of a file in the home, which all its processes may write to.
    init(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0, ftruncate(file, off_t(Offset.size)) == 0 else { throw SystemError("make \(path)") }
        defer { close(file) }
        guard let shared = mmap(nil, Offset.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), shared != MAP_FAILED else {
            throw SystemError("mmap \(path)")
        }
        self.shared = shared
    }

    deinit { munmap(shared, Offset.size) }

    func count(of kind: Kind) -> Int { Int(load(Offset.counts + Int(kind.rawValue) * 8)) }

    /// At the step of that number from now on.
    func stop(at step: Int, of kind: Kind) {
        goOn()
        store(kind.rawValue, at: Offset.counted)
        store(UInt64(count(of: kind) + step), at: Offset.stop)
    }

    /// The next processes stop nowhere.
    func goOn() {
        for offset in [Offset.stop, Offset.stopped] { store(0, at: offset) }
    }

    private func load(_ offset: Int) -> UInt64 { shared.load(fromByteOffset: offset, as: UInt64.self) }

    private func store(_ value: UInt64, at offset: Int) { shared.storeBytes(of: value, toByteOffset: offset, as: UInt64.self) }

    /// Where it has stopped, if it has.
    var place: String? {
        guard load(Offset.stopped) > 1 else { return nil }
        return String(cString: (shared + Offset.place).assumingMemoryBound(to: CChar.self))
    }
}

import Glibc

/// Holds `<home>/run/kernel.pid` locked for as long as this host lives: a home has one host.
final class HomeLock {
    enum Failure: Error, Equatable {
        /// By the host with this pid.
        case taken(Int32)
        case cannotOpen(path: String, reason: String)
    }

    private let descriptor: Int32
    /// The last host did not come to take its pid out: what it started may still run.
    let lastHostWasKilled: Bool

    /// C functions: `open`, `flock`.
    init(path: String) throws(Failure) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        descriptor = file
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            lastHostWasKilled = false
            throw .taken(Self.read(file))
        }
        lastHostWasKilled = Self.read(file) != 0
        ftruncate(file, 0)
        let pid = Array("\(getpid())\n".utf8)
        let written = pid.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        guard written == pid.count else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// Nothing of this host is left.
    func endedCleanly() { ftruncate(descriptor, 0) }

    private static func read(_ descriptor: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { bytes in
            let length = pread(descriptor, bytes.baseAddress!, bytes.count, 0)
            let digits = bytes.prefix(max(0, length)).prefix { (0x30...0x39).contains($0) }
            return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
        }
    }
}

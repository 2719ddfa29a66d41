import Glibc

/// Holds `<home>/run/kernel.pid` locked for as long as this host lives: a home has one host.
struct HomeLock: ~Copyable {
    enum Failure: Error, Equatable {
        /// By the host with this pid.
        case taken(Int32)
        case cannotOpen(path: String, reason: String)
    }

    private let descriptor: Int32

    /// C functions: `open`, `flock`.
    init(path: String) throws(Failure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.read(descriptor)
            Glibc.close(descriptor)
            throw .taken(holder)
        }
        let pid = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        let written = pid.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == pid.count else {
            let reason = String(cString: strerror(errno))
            Glibc.close(descriptor)
            throw .cannotOpen(path: path, reason: reason)
        }
    }

    deinit { close(descriptor) }

    private static func read(_ descriptor: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { bytes in
            let length = pread(descriptor, bytes.baseAddress!, bytes.count, 0)
            let digits = bytes.prefix(max(0, length)).prefix { (0x30...0x39).contains($0) }
            return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
        }
    }
}

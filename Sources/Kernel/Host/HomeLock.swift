import Glibc

/// Holds `<home>/run/kernel.lock` for as long as this host lives: a home has one host. Its pid is beside it, for people.
///
/// Whoever can open a file can lock it, were it only for reading, and could so keep every later host from starting: nobody but the
/// owner can open this one, while the pid is everybody's to read.
final class HomeLock {
    enum Failure: Error, Equatable {
        /// By the host with this pid.
        case taken(Int32)
        case cannotOpen(path: String, reason: String)
    }

    private let lock: Int32
    private let pid: Int32
    /// The last host did not come to take its pid out: what it started may still run.
    let lastHostWasKilled: Bool

    /// C functions: `open`, `fchmod`, `flock`.
    init(folder: String) throws(Failure) {
        lock = try Self.open("\(folder)/kernel.lock", 0o600)
        do throws(Failure) {
            pid = try Self.open("\(folder)/kernel.pid", 0o644)
        } catch {
            close(lock)
            throw error
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            lastHostWasKilled = false
            throw .taken(Self.read(pid))
        }
        lastHostWasKilled = Self.read(pid) != 0
        ftruncate(pid, 0)
        let text = Array("\(getpid())\n".utf8)
        let written = text.withUnsafeBytes { pwrite(pid, $0.baseAddress, $0.count, 0) }
        guard written == text.count else {
            throw .cannotOpen(path: "\(folder)/kernel.pid", reason: String(cString: strerror(errno)))
        }
    }

    deinit {
        close(pid)
        close(lock)
    }

    private static func open(_ path: String, _ mode: mode_t) throws(Failure) -> Int32 {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0, fchmod(file, mode) == 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        return file
    }

    /// Nothing of this host is left.
    func endedCleanly() { ftruncate(pid, 0) }

    private static func read(_ descriptor: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { bytes in
            let length = pread(descriptor, bytes.baseAddress!, bytes.count, 0)
            let digits = bytes.prefix(max(0, length)).prefix { (0x30...0x39).contains($0) }
            return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
        }
    }
}

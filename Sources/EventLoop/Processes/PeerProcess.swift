import Glibc

/// A process held on to: its number may be given to another one, but this is never another.
public struct PeerProcess: ~Copyable {
    public let pid: Int32
    /// A pidfd; below 0 where the kernel has none: then only its number is asked for.
    private let descriptor: Int32

    init(pid: Int32, descriptor: Int32) {
        (self.pid, self.descriptor) = (pid, descriptor)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Every thread of it has ended: what was asked by its number meanwhile may have been another's. (poll)
    public var hasEnded: Bool {
        guard descriptor >= 0 else { return kill(pid, 0) != 0 && errno == ESRCH }
        var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&asked, 1, 0) != 0
    }
}

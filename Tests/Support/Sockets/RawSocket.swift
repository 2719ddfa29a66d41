import Glibc

/// A plain blocking connection that says what it is told and hands over what it hears, byte for byte.
///
/// While it sends it keeps receiving, so a peer that answers more than the kernel buffers never locks a test up.
public final class RawSocket {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var ended = false

    /// Takes over a connected descriptor.
    public init(adopting descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The other side is gone; there may still be bytes to take.
    public var isEnded: Bool { ended }

    /// Sends everything, unless the other side goes away: then the rest is dropped, as a client would find out by reading.
    public func send(_ bytes: [UInt8], within time: Duration = Deadline.patience) throws {
        let deadline = Deadline(within: time)
        var sent = 0
        while sent < bytes.count {
            let ready = try poll(Int16(POLLIN | POLLOUT), until: deadline)
            if ready & Int16(POLLIN) != 0 { try receive() }
            guard !ended else { return }
            guard ready & Int16(POLLOUT) != 0 else { continue }
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, flags) }
            if count < 0, errno == EPIPE || errno == ECONNRESET { return }
            guard count >= 0 || errno == EAGAIN else { throw SystemError("send") }
            sent += max(count, 0)
        }
    }

    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// What has come since the last call, waiting until there is something; nothing means the other side closed.
    public func read(until deadline: Deadline) throws -> [UInt8] {
        while received.isEmpty && !ended {
            _ = try poll(Int16(POLLIN), until: deadline)
            try receive()
        }
        defer { received = [] }
        return received
    }

    /// Which of these have something to be read, or have ended; waits until one has.
    static func wait(_ sockets: [RawSocket], within time: Duration) throws -> [Bool] {
        if sockets.contains(where: { !$0.received.isEmpty }) { return sockets.map { !$0.received.isEmpty } }
        var interests = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard Glibc.poll(&interests, nfds_t(interests.count), Deadline(within: time).milliseconds) > 0 else {
            throw DeadlinePassed(waitingFor: "either side of a proxy")
        }
        return interests.map { $0.revents != 0 }
    }

    /// Until the other side hangs up; what it says is dropped.
    public func waitForEnd(within time: Duration = Deadline.patience) throws {
        let deadline = Deadline(within: time)
        while !ended { _ = try read(until: deadline) }
    }

    /// Says that nothing more will be sent, and goes on listening.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    private var flags: Int32 { Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT) }

    private func poll(_ events: Int16, until deadline: Deadline) throws -> Int16 {
        var interest = pollfd(fd: descriptor, events: events, revents: 0)
        let count = Glibc.poll(&interest, 1, deadline.milliseconds)
        guard count >= 0 || errno == EINTR else { throw SystemError("poll") }
        guard count > 0 || !deadline.hasPassed else { throw DeadlinePassed(waitingFor: "the other side of a socket") }
        return interest.revents & Int16(POLLHUP | POLLERR) != 0 ? interest.revents | Int16(POLLIN) : interest.revents
    }

    private func receive() throws {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
        if count > 0 { received += chunk[..<count] }
        if count == 0 || (count < 0 && errno == ECONNRESET) { ended = true }
        guard count >= 0 || [EAGAIN, EINTR, ECONNRESET].contains(errno) else { throw SystemError("recv") }
    }
}

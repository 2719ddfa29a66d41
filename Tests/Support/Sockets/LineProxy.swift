import Glibc
import Synchronization

/// A bad line to a server: passes bytes on, in small pieces or slowly, and cuts where it is told to. Counts what it passed to the caller.
public final class LineProxy: Sendable {
    /// What becomes of one connection.
    public struct Plan: Sendable {
        /// Hang up once so many bytes have gone to the caller.
        public var cutAfter: Int?
        /// Pass nothing more from there on, and do not hang up.
        public var holdAfter: Int?
        /// The largest piece passed at once.
        public var piece = 65536
        /// Before each piece.
        public var pause: Duration = .zero
        /// Before the first of them.
        public var delay: Duration = .zero

        public init(
            cutAfter: Int? = nil, holdAfter: Int? = nil, piece: Int = 65536, pause: Duration = .zero, delay: Duration = .zero
        ) {
            (self.cutAfter, self.holdAfter, self.piece, self.pause, self.delay) = (cutAfter, holdAfter, piece, pause, delay)
        }
    }

    private let server: RawServer
    private let passed: Passed

    /// Shared with the threads of the connections, which may outlive the proxy.
    private final class Passed: Sendable { let bytes = Mutex<[Int: Int]>([:]) }

    public init(to upstream: UInt16, _ plan: @escaping @Sendable (Int) -> Plan) throws {
        let passed = Passed()
        self.passed = passed
        server = try RawServer { caller, number in
            try LineProxy.run(caller, upstream, plan(number)) { count in passed.bytes.withLock { $0[number, default: 0] += count } }
        }
    }

    public var port: UInt16 { server.port }
    public var connectionCount: Int { server.connectionCount }

    /// Bytes that went to the caller, by connection.
    public var bytesPassed: [Int] { passed.bytes.withLock { bytes in (0..<(bytes.keys.max().map { $0 + 1 } ?? 0)).map { bytes[$0] ?? 0 } } }

    /// Between a caller and a server until one of them ends: what a proxy does behind its answer to CONNECT.
    public static func pass(_ caller: RawSocket, to upstream: UInt16) throws { try run(caller, upstream, Plan()) { _ in } }

    private static func run(_ caller: RawSocket, _ upstream: UInt16, _ plan: Plan, _ count: (Int) -> Void) throws {
        let server = try RawSocket(port: upstream)
        var total = 0
        while !server.isEnded, !caller.isEnded {
            let ready = try RawSocket.wait([caller, server], within: .seconds(30))
            if ready[0] { try server.send(caller.read(until: Deadline(within: .seconds(1)))) }
            guard ready[1] else { continue }
            var bytes = try server.read(until: Deadline(within: .seconds(1)))[...]
            while !bytes.isEmpty {
                if total == 0, plan.delay > .zero { Deadline.pause(plan.delay) }
                if plan.pause > .zero { Deadline.pause(plan.pause) }
                let limit = min(plan.cutAfter ?? .max, plan.holdAfter ?? .max) - total
                let piece = bytes.prefix(min(plan.piece, limit))
                try caller.send(Array(piece))
                total += piece.count
                count(piece.count)
                bytes = bytes.dropFirst(piece.count)
                if total == plan.cutAfter { return }
                if total == plan.holdAfter { return try caller.waitForEnd() }
                if caller.isEnded { return }
            }
        }
    }
}

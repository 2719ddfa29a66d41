import EventLoop

/// Connections that may be used again: few, for a short while, and none that has shown a sign of life since.
final class ConnectionPool {
    private struct Idle {
        let connection: HTTPConnection
        let timer: Timer
    }

    private let loop: Loop
    private let limit: Int
    private let lifetime: UInt64
    /// Those of a route in the order of their coming.
    private var idle: [(route: Route, entry: Idle)] = []

    init(on loop: Loop, limit: Int, lifetime: UInt64) {
        self.loop = loop
        self.limit = limit
        self.lifetime = lifetime
    }

    /// The one that was used last.
    func take(_ route: Route) -> HTTPConnection? {
        while let place = idle.lastIndex(where: { $0.route == route }) {
            let found = idle.remove(at: place).entry
            found.timer.close()
            if found.connection.transport.wake() { return found.connection }
            found.connection.close()
        }
        return nil
    }

    /// Beyond the limit the oldest goes.
    func give(_ connection: HTTPConnection, _ route: Route) {
        guard limit > 0 else { return connection.close() }
        connection.prepareForNext()
        if idle.count >= limit { drop(idle[0].entry.connection) }
        let timer = Timer(on: loop) { [unowned self] in drop(connection) }
        timer.start(after: lifetime)
        idle.append((route, Idle(connection: connection, timer: timer)))
        connection.transport.rest { [unowned self] in drop(connection) }
    }

    func close() {
        for connection in idle.map(\.entry.connection) { drop(connection) }
    }

    var count: Int { idle.count }

    private func drop(_ connection: HTTPConnection) {
        guard let place = idle.firstIndex(where: { $0.entry.connection === connection }) else { return }
        idle.remove(at: place).entry.timer.close()
        connection.close()
    }
}

import EventLoop

/// Many deadlines on one timer.
///
/// The timer is set to the earliest; a deadline taken back leaves it as it is, to find nothing due.
final class Deadlines {
    private struct Deadline {
        let at: UInt64
        let body: () -> Void
    }

    private let loop: Loop
    private var pending: [UInt64: Deadline] = [:]
    private var lastID: UInt64 = 0
    private var setTo: UInt64?
    private lazy var timer = Timer(on: loop) { [unowned self] in fire() }

    init(on loop: Loop) { self.loop = loop }

    func add(after duration: Duration, _ body: @escaping () -> Void) -> UInt64 {
        let at = loop.now + duration.milliseconds
        lastID += 1
        pending[lastID] = Deadline(at: at, body: body)
        if setTo.map({ at < $0 }) ?? true { set(to: at) }
        return lastID
    }

    func remove(_ id: UInt64) {
        pending[id] = nil
        if pending.isEmpty { stop() }
    }

    func close() {
        pending = [:]
        stop()
        timer.close()
    }

    private func fire() {
        setTo = nil
        let now = loop.now
        for (id, deadline) in pending.filter({ $0.value.at <= now }) {
            pending[id] = nil
            deadline.body()
        }
        if setTo == nil, let next = pending.values.map(\.at).min() { set(to: next) }
    }

    private func set(to at: UInt64) {
        setTo = at
        timer.start(after: at > loop.now ? at - loop.now : 0)
    }

    private func stop() {
        timer.stop()
        setTo = nil
    }
}

import EventLoop

/// One moment to come back at, or none.
final class Wakeup {
    var body: () -> Void = {}
    private let loop: Loop
    private lazy var timer = Timer(on: loop) { [unowned self] in body() }

    init(on loop: Loop) { self.loop = loop }

    /// In so many seconds; in place of what was set before.
    func set(after seconds: Double?) {
        guard let seconds else { return timer.stop() }
        timer.start(after: UInt64((min(max(seconds, 0), 1e9) * 1000).rounded(.up)))
    }

    func close() { timer.close() }
}

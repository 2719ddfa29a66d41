import EventLoop

/// Callers whose request went to a feature that left the bus: told at once when its death says why, and after a moment
/// at the latest (the end of a connection and the end of its process are heard of in either order).
final class AbandonedCalls {
    private let bus: Bus
    private var callers: [String: [Bus.Caller]] = [:]
    private var timer: Timer!

    /// Milliseconds.
    private static let moment: UInt64 = 50

    init(on bus: Bus) {
        self.bus = bus
        timer = Timer(on: bus.loop) { [unowned self] in tellAll() }
        bus.onAbandoned = { [unowned self] id, callers in add(callers, id) }
    }

    func close() {
        bus.onAbandoned = { _, _ in }
        timer.close()
    }

    private func add(_ new: [Bus.Caller], _ id: String) {
        callers[id, default: []] += new
        if !timer.isActive { timer.start(after: Self.moment) }
    }

    func tell(_ id: String, _ cause: String) {
        guard let waiting = callers.removeValue(forKey: id) else { return }
        bus.answer(waiting, .gone("feature '\(id)' \(cause)"))
    }

    private func tellAll() {
        for id in Array(callers.keys) { tell(id, "left the bus") }
    }
}

import Delivery
import Synchronization

/// What is told of a fetch while it lasts.
final class FetchProgress: Sendable {
    private let bar = Mutex(ProgressBar())

    func show(_ progress: DeliveryProgress) {
        bar.withLock { bar in
            switch progress {
            case .downloading(let way, let done, let total): bar.show("fetching \(way)", done: Int64(done), total: Int64(total))
            case .unpacking(let done, let total): bar.show("checking files", done: done, total: total)
            case .detour(let words):
                bar.end()
                Output.error(Printable.line(words))
            }
        }
    }

    func end() { bar.withLock { $0.end() } }
}

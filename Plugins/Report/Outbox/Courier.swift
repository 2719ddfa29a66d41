import Contracts
import EventLoop
import Manifests
import PluginKit

/// Delivers the stream `report` to one sink: does what its ``Delivery`` says.
final class Courier {
    /// Without a secret.
    let settings: ReportSettings.Sink
    private let sink: any Sink
    private let bus: BusConnection
    private var delivery = Delivery()
    private let pages: EntryPages
    private let wake: Wakeup
    /// Of the attempt under way; what an earlier one says is nothing.
    private var attempt = 0
    private var errand: Task<Void, Never>?
    private var isSaving = false
    private var isSaveDue = false
    private var isClosed = false

    init(_ settings: ReportSettings.Sink, _ sink: any Sink, on bus: BusConnection) {
        (self.settings, self.sink, self.bus) = (settings, sink, bus)
        pages = EntryPages(bus.journal)
        wake = Wakeup(on: bus.loop)
        wake.body = { [unowned self] in handle(.time) }
    }

    private var stream: String { "\(ReportContract.stream).\(settings.name)" }

    /// - Parameter last: the newest entry. A sink that was never there before begins behind it: what was told without it is old news.
    func open(last: Int64) async throws {
        let (journal, stream) = (bus.journal, stream)
        try await journal.patiently { () async throws(BusError) in _ = try await journal.retain(stream, maxBytes: 4 << 10) }
        if let record = try await journal.newest(of: stream, as: DeliveryRecord.self) {
            delivery = Delivery(record.event)
        } else {
            delivery = Delivery(done: last)
            try await journal.append(delivery.record, to: stream)
        }
    }

    func advance(to last: Int64) { handle(.stream(first: pages.first, last: last)) }

    func close() {
        isClosed = true
        errand?.cancel()
        wake.close()
    }

    // MARK: - What it does

    private func handle(_ event: Delivery.Event) {
        guard !isClosed else { return }
        for action in delivery.handle(event, at: Clock.boot(), random: .random(in: 0..<1)) { perform(action) }
        wake.set(after: delivery.next.map { $0 - Clock.boot() })
    }

    private func perform(_ action: Delivery.Action) {
        switch action {
        case .send(let entry): send(entry)
        case .abandon:
            attempt += 1
            errand?.cancel()
        case .save: save()
        case .tellDropped(let first, let count, let words):
            bus.log("sink '\(settings.name)': \(count) report(s) from number \(first) on are not delivered: \(words)")
        }
    }

    private func send(_ entry: Int64) {
        attempt += 1
        let attempt = attempt
        errand = bus.errand {
            let event = await self.outcome(of: entry)
            guard attempt == self.attempt else { return }
            self.handle(event)
        }
    }

    private func outcome(of entry: Int64) async -> Delivery.Event {
        switch await pages.entry(entry) {
        case .here(let kept):
            .ended(entry, settings.severity.concerns(kept.severity) ? await sink.deliver(kept) : .skipped)
        case .strange: .ended(entry, .refused("another version of roost wrote it"))
        case .gone(let first, let last): .stream(first: first, last: last)
        case .away(let words): .ended(entry, .failed("the journal: \(words)", retryAfter: nil))
        }
    }

    /// One at a time; the last word is what counts. What cannot be saved now is delivered once more after a restart.
    private func save() {
        isSaveDue = true
        guard !isSaving else { return }
        isSaving = true
        bus.background { [self] in
            defer { isSaving = false }
            while isSaveDue {
                isSaveDue = false
                do throws(BusError) {
                    try await bus.journal.append(delivery.record, to: stream)
                } catch {
                    bus.onProblem(error)
                }
            }
        }
    }
}

extension Courier {
    /// Past the stream, in its own time.
    func test(_ entry: ReportContract.Entry) async -> ReportContract.Result {
        switch await sink.deliver(entry) {
        case .delivered, .skipped: .init(sink: settings.name, ok: true, detail: "delivered")
        case .failed(let words, _), .refused(let words): .init(sink: settings.name, ok: false, detail: words)
        }
    }

    var view: ReportContract.Sink {
        var next: Double?
        if case .waiting(let until) = delivery.state { next = Clock.wall() + max(0, until - Clock.boot()) }
        return .init(
            name: settings.name, kind: settings.target.kind.rawValue, waiting: Int(clamping: delivery.waiting),
            delivered: delivery.delivered, dropped: delivery.dropped, failures: delivery.failures, problem: delivery.problem, next: next)
    }
}

import Contracts
import PluginKit

/// One update, watched over one connection: its events tell each stage and the end, its status how far a download is.
final class UpdateWatch {
    private let id: String
    private let bus: BusConnection
    private let bar = ProgressBar()
    private var report: UpdateContract.Report?
    private var wake: () -> Void = {}
    /// Times in a row that nothing was known of it.
    private var misses = 0
    /// Then it is given up.
    private static let mostMisses = 60

    init(_ id: String, on bus: BusConnection) { (self.id, self.bus) = (id, bus) }

    func end() { bar.end() }

    func run() async throws -> UpdateContract.Report {
        let events = try await bus.subscribe("event.update.*")
        bus.background { for try await event in events { self.hear(event) } }
        try await bus.flush()
        while true {
            let isDownloading = try await look()
            if let report { return report }
            await bus.pause(isDownloading ? .milliseconds(500) : .seconds(5)) { self.wake = $0 }
            if let report { return report }
            if let end = bus.end { throw end }
        }
    }

    /// What cannot be read is of another version: the status will tell.
    private func hear(_ event: Message) {
        if event.subject == UpdateContract.Event.stage(.report) {
            guard let report = try? event.decode(as: UpdateContract.Report.self), report.id == id else { return }
            self.report = report
        } else if let step = try? event.decode(as: UpdateContract.Step.self), step.id == id {
            let reason = step.reason.map { ": \($0)" } ?? ""
            show(step.stage, reason)
        }
        wake()
    }

    /// True while bytes are coming.
    private func look() async throws -> Bool {
        do throws(BusError) {
            let status: UpdateContract.Status = try await bus.request(UpdateContract.Subject.status)
            guard let update = status.update, update.id == id else { return try await lookBack() }
            misses = 0
            guard let progress = update.progress, update.stage == UpdateContract.Stage.download.rawValue else {
                show(update.stage, update.problem.map { ": \($0)" } ?? "")
                return false
            }
            bar.show("\(Self.title(update.stage)) (\(progress.form))", done: progress.done, total: progress.total)
            return true
        } catch {
            // The plugin itself may be what is being updated.
            guard bus.end == nil, misses < Self.mostMisses else { throw error }
            misses += 1
            return false
        }
    }

    private func lookBack() async throws(BusError) -> Bool {
        let request = UpdateContract.History(limit: 100)
        let history: UpdateContract.Reports = try await bus.request(UpdateContract.Subject.history, request)
        report = history.reports.first { $0.id == id } ?? report
        misses += 1
        guard report != nil || misses < Self.mostMisses else { throw .invalid("nothing is known of update \(id) any more") }
        return false
    }

    private func show(_ stage: String, _ more: String) {
        let number = Self.number(stage) ?? 1
        bar.show(Self.title(stage) + more, done: Int64(number - 1), total: 9)
    }

    private static func title(_ stage: String) -> String { number(stage).map { "\($0)/9 \(stage)" } ?? stage }

    /// Commit and rollback are the eighth, either of them.
    static func number(_ stage: String) -> Int? {
        guard let stage = UpdateContract.Stage(rawValue: stage), let place = UpdateContract.Stage.allCases.firstIndex(of: stage) else {
            return nil
        }
        return stage == .rollback || stage == .report ? place : place + 1
    }
}

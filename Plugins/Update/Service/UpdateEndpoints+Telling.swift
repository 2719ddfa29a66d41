import Contracts
import PluginKit
import Wire

extension UpdateEndpoints {
    func status() async throws -> UpdateContract.Status {
        let now = desk.room.clocks.wall()
        let state = try? await desk.room.state()
        let watched = probations.probations.filter { !$0.isOver }.map { probation in
            UpdateContract.Probation(
                target: probation.target, until: now + probation.end - Double(desk.room.clocks.boot()) / 1000,
                crashes: state?.features[probation.target.id]?.crashes ?? 0)
        }
        return .init(
            update: desk.lifecycle.map(desk.update), holds: holds.holds, checked: lookout.seen?.at, next: lookout.next, probations: watched,
            channels: lookout.paces, problem: lookout.problem)
    }

    /// The stream is read from its beginning: it is bounded, and who asks is a person, or 'report' once an hour.
    func history(_ question: UpdateContract.History) async throws -> UpdateContract.Reports {
        let limit = min(max(question.limit ?? 20, 0), 100)
        var (reports, sequence): ([UpdateContract.Report], Int64) = ([], 0)
        while true {
            let page: [JournalContract.Entry<Entry>]
            do throws(Fault) {
                page = try await desk.room.records.entries(after: sequence)
            } catch {
                throw ServiceError(500, error.words)
            }
            guard let last = page.last else { return .init(reports: reports.reversed(), problem: lookout.problem) }
            sequence = last.sequence
            let found = page.compactMap { $0.event.ending?.report }.filter { $0.ended < question.before ?? .infinity }
            reports = Array((reports + found).suffix(limit))
        }
    }

    func hold(_ hold: UpdateContract.Hold) async throws -> UpdateContract.Holds {
        guard hold.id.map(FeatureID.isValid) ?? true else { throw ServiceError(400, "'\((hold.id ?? "").prefix(60))' is no feature's id") }
        guard hold.until.map({ $0 > desk.room.clocks.wall() }) ?? true else {
            throw ServiceError(400, "'until' has passed already; give a later time, or none to hold it until it is lifted")
        }
        return try await holds.add(hold)
    }
}

import Contracts

/// Watches the features whose new version was committed within the last day, and sends for the version before when one crashes too
/// often.
///
/// Written down whenever it changes. A commit whose probation was not written down any more begins one at the next start; one that
/// has sent for the version before is kept until that is committed, so that it does so again if the power goes in between.
final class ProbationWatch {
    private let room: Room
    /// Takes the errand that leads back.
    var send: (Errand) -> Void = { _ in }
    private(set) var probations: [Probation] = []
    /// The last committed update that is dealt with.
    private var last = ""
    private lazy var alarm = room.alarm { [unowned self] in _ = room.spawn { await self.pass(.time, of: nil) } }

    struct Record: Codable, Equatable {
        var last: String
        var probations: [Probation.Record]
    }

    init(_ room: Room) { self.room = room }

    /// - Parameter committed: the last update that was committed, as the stream says.
    func start(after committed: Ending?) async throws(Fault) {
        if let record = try await room.records.kept(.probations, as: Record.self) {
            last = record.last
            probations = record.probations.map { Probation($0, at: now, boot: room.clocks.bootID) }
        }
        if let committed { await begin(after: committed) }
        await look()
        await pass(.time, of: nil)
    }

    /// A commit ends the probation of what it replaces, and begins a new one, unless it led back.
    func begin(after ending: Ending) async {
        guard ending.report.end == UpdateContract.End.committed.rawValue, ending.report.id != last else { return }
        last = ending.report.id
        let ids = ending.report.targets.map(\.id)
        probations.removeAll { ids.contains($0.target.id) }
        if !ending.isReturn {
            probations += ending.report.targets.filter { $0.id != UpdateContract.core }.map { Probation($0, from: now) }
        }
        await save()
        setAlarm()
    }

    /// The kernel has told that it gave a feature up; or nobody knows what it told while this plugin was not there.
    func look() async {
        guard !probations.isEmpty, let state = try? await room.state() else { return }
        for probation in probations {
            guard let feature = state.features[probation.target.id] else { continue }
            let isOther = feature.version != probation.target.to
            if isOther { await pass(.replaced, of: probation.target.id) }
            if !isOther, feature.isDisabledByCrashes { await pass(.disabled, of: probation.target.id) }
        }
    }

    private func pass(_ event: Probation.Event, of id: String?) async {
        var (changes, over): (Bool, [UpdateContract.Target]) = (false, [])
        var reverts: [(target: UpdateContract.Target, reason: String)] = []
        for index in probations.indices where id == nil || probations[index].target.id == id {
            switch probations[index].handle(event, at: now) {
            case .revert(let reason):
                reverts.append((probations[index].target, reason))
                changes = true
            case .forget:
                over.append(probations[index].target)
                changes = true
            case nil: break
            }
        }
        probations.removeAll { over.contains($0.target) }
        for (target, reason) in reverts {
            send(.returning(target.id, .probation, "\(target.id) \(target.to): \(reason)"))
            await tell(target, reason)
        }
        if changes { await save() }
        setAlarm()
    }

    private func tell(_ target: UpdateContract.Target, _ reason: String) async {
        await room.tell(
            .notice(
                .init(
                    text: "'\(target.id)' goes back to version \(target.from).", cause: "Version \(target.to): \(reason).",
                    remedy: "Nothing has to be done; 'roost feature logs \(target.id)' has its last words.", at: room.clocks.wall())))
    }

    private func save() async {
        let record = Record(last: last, probations: probations.map { $0.record(at: now, boot: room.clocks.bootID) })
        do throws(Fault) {
            try await room.records.keep(record, as: .probations)
        } catch {
            room.say("the probations could not be kept: \(error.words)")
        }
    }

    private func setAlarm() {
        guard let next = probations.filter({ !$0.isOver }).map(\.end).min() else { return alarm.stop() }
        alarm.set(after: UInt64(clamping: Int64(max(0, next - now) * 1000) + 1000))
    }

    private var now: Double { Double(room.clocks.boot()) / 1000 }
}

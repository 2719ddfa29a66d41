import Contracts

/// One update as the work of its present stage sees it.
///
/// Made anew for each stage; when the stage is over, so is the job: ``keep(_:)`` throws and ``tell(_:)`` is nothing.
final class Job {
    /// The update's.
    let id: String
    let targets: [UpdateContract.Target]
    /// Download the delta, or the whole artifact because the delta failed.
    let form: ArtifactForm
    /// This update's own staging folder, `HOME/data/update/staging/<id>`, absolute. Whoever needs it makes it.
    let folder: String
    /// On the boot-time clock, milliseconds: the stage is left then at the latest, by a cancelled task.
    let deadline: Int64
    /// Why it is rolled back; nil in the other stages.
    let reason: Fault?
    private(set) var luggage: Luggage
    private let desk: Desk

    /// What a job asks of the one who gave it.
    struct Desk {
        /// Writes the luggage down, durably; throws if the stage is over or the journal does not take it.
        var keep: (Luggage) async throws(Fault) -> Void
        var tell: (UpdateContract.Progress) -> Void
        /// Why it does not go on at the moment.
        var complain: (String) -> Void = { _ in }
        /// The final report with this end, as an event for the stream ``UpdateContract/stream``.
        var ending: (UpdateContract.End, Luggage) -> Entry
    }

    init(
        _ id: String, _ targets: [UpdateContract.Target], form: ArtifactForm, folder: String, deadline: Int64, reason: Fault?,
        luggage: Luggage, desk: Desk
    ) {
        (self.id, self.targets, self.form, self.folder) = (id, targets, form, folder)
        (self.deadline, self.reason, self.luggage, self.desk) = (deadline, reason, luggage, desk)
    }

    /// Where copies of a feature's data lie until they take its place.
    func copies(of id: String) -> String { "\(folder)/data/\(id)" }

    var isCore: Bool { targets.contains { $0.id == UpdateContract.core } }

    func candidate(for target: UpdateContract.Target) -> UpdateContract.Candidate? {
        luggage.candidates.first { $0.id == target.id }
    }

    /// Leaves something for later, in memory: it is written down when the stage is done.
    func note(_ change: (inout Luggage) -> Void) { change(&luggage) }

    /// The same, and when this returns it survives a power cut.
    func keep(_ change: (inout Luggage) -> Void) async throws(Fault) {
        change(&luggage)
        try await desk.keep(luggage)
    }

    func tell(_ progress: UpdateContract.Progress) { desk.tell(progress) }

    func complain(_ words: String) { desk.complain(words) }

    /// The final report: commit and rollback give it to `journal.commit` and `journal.rollback` as their event, so that the phase
    /// and the report are one act, and there is exactly one report.
    var ending: Entry { desk.ending(reason == nil ? .committed : .rolledBack, luggage) }
}

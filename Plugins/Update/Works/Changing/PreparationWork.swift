import Contracts
import Manifests
import PluginKit

/// Makes sure that there is a way back, and asks how well everything is, before anything is touched: then the journal's transaction
/// is begun, and what can be made ready beside the running version is.
struct PreparationWork: StageWork {
    let kernel: KernelClient
    let journal: JournalWork
    let stockroom: Stockroom
    let examination: Examination
    let policy: PolicySource

    private var site: Site { stockroom.site }

    func perform(_ job: Job) async throws(Fault) {
        let policy = await policy.current()
        let status = try await kernel.status()
        let inventory = await stockroom.inventory(status)
        var plan = try await plan(job, inventory, policy)
        try await checkRoom(plan, policy)
        try await copyData(&plan, job)
        await examine(job, status, policy)
        try await journal.abandon(except: nil)
        try await begin(plan, job)
    }

    // MARK: - What is changed

    private func plan(_ job: Job, _ inventory: Inventory, _ policy: Policy) async throws(Fault) -> ChangePlan {
        var plan = ChangePlan()
        for target in job.targets {
            if target.id == UpdateContract.core {
                plan.core = try await core(job, inventory, policy)
            } else {
                plan.features.append(try await feature(target, job))
            }
        }
        plan.fit(on: site)
        return plan
    }

    /// What runs now is the way back: it is looked at file by file before it is left.
    private func core(_ job: Job, _ inventory: Inventory, _ policy: Policy) async throws(Fault) -> CoreChange {
        guard let running = inventory.slot, let other = inventory.otherSlot else { throw .unguarded }
        try await scrub(running, job)
        let tree = job.luggage.trees[UpdateContract.core]
        return CoreChange(running: running, other: other, tree: tree, trial: CoreChange.trial(validation: policy.validation.within))
    }

    /// A first runtime laid by hand has no release.json. To refuse it would make a first update impossible, so that is only told.
    private func scrub(_ slot: String, _ job: Job) async throws(Fault) {
        let flaws = try await stockroom.flaws(ofSlot: slot)
        job.note { $0.scrub = .init(scrubbing: slot, flaws) }
        guard let flaws, !flaws.isEmpty else { return }
        let words = VerificationWork.words(flaws)
        throw Fault(.machine, "there would be no way back: slot \(slot) is not as it was released: \(words); install it anew")
    }

    /// Of a feature nothing is looked at: its tree is put aside as it is and comes back as it was, damaged or not.
    private func feature(_ target: UpdateContract.Target, _ job: Job) async throws(Fault) -> FeatureChange {
        guard let tree = job.luggage.trees[target.id] else { throw Fault(.machine, "the tree of \(target.id) is not there any more") }
        let isReturn = job.luggage.place == .previous
        var change = FeatureChange(id: target.id, from: target.from, tree: tree)
        change.hasFolder = await stockroom.exists(site.plugin(target.id))
        change.hasManifest = await stockroom.exists(site.manifest(target.id))
        (change.databases, change.pieces) = try await stockroom.data(of: target.id)
        change.migrations = isReturn ? [:] : await stockroom.migrations(of: tree)
        change.restores = isReturn ? await stockroom.previous(of: target.id)?.databases ?? [:] : [:]
        change.copies = job.copies(of: target.id)
        if change.hasFolder { try await stockroom.makeFolder(site.previous(target.id)) }
        return change
    }

    /// So that the journal finds them; they are made anew once the feature writes no more.
    private func copyData(_ plan: inout ChangePlan, _ job: Job) async throws(Fault) {
        for index in plan.features.indices {
            let change = plan.features[index]
            plan.features[index].pieces = try await stockroom.copy(change.pieces, of: change.id, to: change.copies)
        }
        let features = plan.features
        job.note { luggage in
            luggage.pieces = Dictionary(uniqueKeysWithValues: features.map { ($0.id, $0.pieces.kept.map(\.path)) })
            luggage.notes = DataPieces.notes(features.map { ($0.id, $0.pieces) })
        }
    }

    private func checkRoom(_ plan: ChangePlan, _ policy: Policy) async throws(Fault) {
        let place = plan.features.first.map { site.data(of: $0.id) } ?? site.data
        let folder = await stockroom.exists(place) ? place : site.data
        let room = SpaceReckoning(need: plan.room, free: try await stockroom.free(at: folder), reserve: policy.limits.diskReserve)
        if let fault = room.fault(at: folder) { throw fault }
    }

    // MARK: - How well it is

    private func examine(_ job: Job, _ status: KernelContract.Status, _ policy: Policy) async {
        let targets = job.targets.map(\.id)
        let list = CheckList(updating: targets, hosted: status.features.map(\.id), policy.validation)
        let answers = await examination.ask(list.checks, of: list)
        job.note { luggage in
            luggage.baseline = answers.of
            luggage.resting = answers.features.filter { targets.contains($0.id) && Self.isAtRest($0) }.map(\.id)
        }
    }

    /// Stopped or disabled by an operator, or ended as it should; what was disabled because of its crashes gets its chance.
    private static func isAtRest(_ feature: KernelContract.Feature) -> Bool {
        feature.state == "stopped" || feature.state == "disabled" && feature.crashes == 0
    }

    // MARK: - The transaction

    /// Its id is written down before its first step: from then on only the journal says how it ends.
    private func begin(_ plan: ChangePlan, _ job: Job) async throws(Fault) {
        let none = "\(job.folder)/none"
        try await stockroom.makeFolder(none)
        try Fault.checkCancelled()
        let operations = try plan.operations(on: site, none: none)
        let transaction = try await journal.begin(
            from: Self.label(job.targets.map { "\($0.id) \($0.from)" }), to: Self.label(job.targets.map { "\($0.id) \($0.to)" }), operations
        )
        try await job.keep { $0.transaction = transaction.id }
        try await journal.advance(transaction.id, to: .migration)
    }

    /// As long as the journal takes it.
    private static func label(_ words: [String]) -> String {
        let text = words.joined(separator: ", ")
        return text.utf8.count <= 200 ? text : String(decoding: text.utf8.prefix(190).filter { $0 < 0x80 }, as: UTF8.self) + "..."
    }
}

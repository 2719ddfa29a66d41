import Contracts
import Manifests

/// Whether what was unpacked is, file by file, what was signed for, and the host could use it. Nothing outside staging is touched yet.
struct VerificationWork: StageWork {
    let kernel: KernelClient
    let stockroom: Stockroom
    /// What the host would say of features in this folder, by id.
    let manifests: (String) async throws(Fault) -> [String: ManifestLine]

    func perform(_ job: Job) async throws(Fault) {
        for target in job.targets { try await verify(target, job) }
        let features = job.targets.filter { $0.id != UpdateContract.core }
        guard !features.isEmpty else { return }
        let lines = try await manifests("\(job.folder)/trees")
        for target in features { try check(lines[target.id], target) }
    }

    private func verify(_ target: UpdateContract.Target, _ job: Job) async throws(Fault) {
        if job.luggage.place == .previous { return try await verifyPrevious(target, job) }
        guard let tree = job.luggage.trees[target.id], let digest = job.luggage.digests[target.id],
            let candidate = job.candidate(for: target)
        else { throw Fault(.machine, "the tree of \(target.id) is not in \(job.folder); it is downloaded again") }
        let flaws: [String]
        do throws(Fault) {
            flaws = try await stockroom.flaws(of: tree, signed: digest, for: candidate)
        } catch {
            try await throwAway(target, tree, job)
            throw error
        }
        guard !flaws.isEmpty else { return }
        try await throwAway(target, tree, job)
        throw Fault(.release, "\(target.id) \(target.to): \(Self.words(flaws))")
    }

    /// So that the next attempt downloads it anew.
    private func throwAway(_ target: UpdateContract.Target, _ tree: String, _ job: Job) async throws(Fault) {
        await stockroom.remove(tree)
        try await job.keep { $0.trees[target.id] = nil }
    }

    /// A feature's was put aside as it was, whatever it was; a runtime's has to start.
    private func verifyPrevious(_ target: UpdateContract.Target, _ job: Job) async throws(Fault) {
        guard target.id == UpdateContract.core else { return }
        let inventory = await stockroom.inventory(try await kernel.status())
        guard let slot = inventory.otherSlot else { throw .unguarded }
        let flaws = try await stockroom.flaws(ofSlot: slot) ?? ["it has no release.json"]
        guard flaws.isEmpty else { throw Fault(.machine, "slot \(slot) cannot be gone back to: \(Self.words(flaws))") }
    }

    /// What the host would refuse is found out before anything is stopped for it.
    private func check(_ line: ManifestLine?, _ target: UpdateContract.Target) throws(Fault) {
        switch line {
        case .valid(let manifest):
            guard manifest.version == target.to else {
                throw Fault(.release, "\(target.id) \(target.to): its plugin.toml says version \(manifest.version)")
            }
        case .invalid(let problem): throw Fault(.release, "\(target.id) \(target.to): \(problem.reason); \(problem.remedy)")
        case nil: throw Fault(.release, "\(target.id) \(target.to): it holds no plugin.toml of '\(target.id)'")
        }
    }

    /// The first few.
    static func words(_ flaws: [String]) -> String {
        flaws.prefix(3).joined(separator: "; ") + (flaws.count > 3 ? "; and \(flaws.count - 3) more" : "")
    }
}

import Contracts

/// Stops features for a change of what they are made of, and starts what is there afterwards.
struct FeatureSwitch {
    let kernel: KernelClient

    /// Nothing writes to their databases, or starts from their folders, while these change. What rests goes on resting.
    func stop(_ job: Job) async throws(Fault) {
        for target in features(job) {
            try Fault.checkCancelled()
            try await kernel.command(.stop, target.id)
        }
    }

    /// The host reads the manifests anew; what it does not start by itself is started.
    func start(_ job: Job) async throws(Fault) {
        let features = features(job)
        guard !features.isEmpty else { return }
        let rescan = try await kernel.rescan()
        // One that does not start keeps no other one from it.
        var first: Fault?
        for target in features {
            try Fault.checkCancelled()
            do throws(Fault) {
                if let problem = rescan.invalid.first(where: { $0.id == target.id }) {
                    throw Fault(.release, "\(target.id) cannot be hosted: \(problem.reason); \(problem.remedy)")
                }
                try await kernel.command(.start, target.id)
            } catch {
                first = first ?? error
            }
        }
        if let first { throw first }
    }

    private func features(_ job: Job) -> [UpdateContract.Target] {
        job.targets.filter { $0.id != UpdateContract.core && !job.luggage.resting.contains($0.id) }
    }
}

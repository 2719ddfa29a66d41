import Contracts

/// Which crashes of a new version are its own.
///
/// A feature's crashes are forgotten as soon as another version of it is there, so each one that is counted then is the new version's.
/// A new runtime has started every feature anew: whoever was well before, and had to be started again since, crashed under it.
enum CrashRule {
    /// In words; nil if there was none.
    static func crash(
        in features: [KernelContract.Feature], of targets: [UpdateContract.Target], before: [String: Answer]
    ) -> String? {
        let isCore = targets.contains { $0.id == UpdateContract.core }
        let own = Set(targets.map(\.id))
        let crashed = features.filter { feature in
            guard feature.crashes > 0 else { return false }
            return own.contains(feature.id)
                || isCore && feature.restarts > 0 && before[CheckList.featurePrefix + feature.id] == .passed
        }
        guard let first = crashed.min(by: { $0.id < $1.id }) else { return nil }
        return "'\(first.id)' crashed\(first.cause.map { ": \($0)" } ?? "")"
    }
}

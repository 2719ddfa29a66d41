import Contracts
import Wire

/// Which of what was found is taken up as one update.
///
/// By itself one release at a time, so that a bad one takes no other with it: hotfixes first, then features, the core last. On
/// request all that was asked for is one update; the core, which restarts everything, goes alone.
enum Selection: Equatable {
    case take([UpdateContract.Candidate])
    /// Why not.
    case nothing(String)

    /// - Parameter ends: how earlier updates to each release ended: what was refused or put off before is not said again.
    init(
        _ evaluations: [ChannelsContract.Evaluation], for errand: Errand, ends: [ReleaseName: UpdateContract.End]
    ) {
        let best = Self.best(evaluations)
        self = errand.cause.isAsked ? Self.asked(best, errand.look.ids) : Self.next(best, ends)
    }

    private static func asked(_ best: [ChannelsContract.Evaluation], _ ids: [String]) -> Selection {
        let found = Set(best.map(\.candidate.id))
        if let missing = ids.first(where: { !found.contains($0) }) { return .nothing("there is nothing newer of '\(missing)'") }
        guard !best.isEmpty else { return .nothing("there is nothing newer") }
        let passing = ids.isEmpty ? best.filter(\.passes) : best
        let chosen = (passing.isEmpty ? best : passing).map(\.candidate)
        let features = chosen.filter { $0.id != UpdateContract.core }
        return .take(features.isEmpty ? chosen : features)
    }

    private static func next(_ best: [ChannelsContract.Evaluation], _ ends: [ReleaseName: UpdateContract.End]) -> Selection {
        guard !best.isEmpty else { return .nothing("there is nothing newer") }
        let order = best.sorted { Self.rank($0.candidate) < Self.rank($1.candidate) }
        if let passing = order.first(where: \.passes) { return .take([passing.candidate]) }
        let untold = order.first { evaluation in
            let release = ReleaseName(id: evaluation.candidate.id, version: evaluation.candidate.version)
            return ends[release] != (evaluation.verdict == ChannelsContract.Verdict.wait.rawValue ? .deferred : .refused)
        }
        return untold.map { .take([$0.candidate]) } ?? .nothing("all that is newer waits, or is refused")
    }

    private static func rank(_ candidate: UpdateContract.Candidate) -> (Int, String) {
        if candidate.channel == ChannelsContract.Channel.hotfix.rawValue { return (0, candidate.id) }
        return (candidate.id == UpdateContract.core ? 2 : 1, candidate.id)
    }

    /// One of each id: the newest that passes, else the newest.
    private static func best(_ evaluations: [ChannelsContract.Evaluation]) -> [ChannelsContract.Evaluation] {
        let groups = Dictionary(grouping: evaluations, by: \.candidate.id)
        return groups.keys.sorted().compactMap { id in groups[id]?.max(by: isBetter) }
    }

    /// In the order of the worth, worse first.
    private static func isBetter(_ one: ChannelsContract.Evaluation, _ other: ChannelsContract.Evaluation) -> Bool {
        guard one.passes == other.passes else { return other.passes }
        guard let left = SemanticVersion(one.candidate.version), let right = SemanticVersion(other.candidate.version) else { return false }
        return left < right
    }
}

extension ChannelsContract.Evaluation {
    fileprivate var passes: Bool { verdict == ChannelsContract.Verdict.pass.rawValue }
}

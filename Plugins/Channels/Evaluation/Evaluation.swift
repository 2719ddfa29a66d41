import Contracts

/// What all criteria say of one candidate. All are always asked and kept, so that an operator sees the whole of it.
struct Evaluation: Equatable {
    struct Line: Equatable {
        var criterion: String
        var finding: Finding
    }

    let lines: [Line]

    /// In the order in which they are shown: the release itself, this machine, the moment.
    static var criteria: [any Criterion.Type] {
        [
            ChannelCriterion.self, VersionCriterion.self, MinimumCriterion.self, EpochCriterion.self,
            ArchitectureCriterion.self, DiskCriterion.self, MemoryCriterion.self, BandwidthCriterion.self,
            ClockCriterion.self, WindowCriterion.self, HoldCriterion.self, TrafficCriterion.self, FailureCriterion.self,
        ]
    }

    init(_ question: Question) {
        lines = Self.criteria.map { Line(criterion: $0.name, finding: $0.judge(question)) }
    }

    /// The worst of all.
    var verdict: ChannelsContract.Verdict {
        let words = lines.map(\.finding.verdict.word)
        return words.contains(.refuse) ? .refuse : words.contains(.wait) ? .wait : .pass
    }

    /// When it is worth asking again: once everything that waits may be over; nil if only something else can change it.
    var again: Double? {
        guard verdict == .wait else { return nil }
        var latest: Double?
        for line in lines {
            guard case .wait(let until) = line.finding.verdict else { continue }
            guard let until else { return nil }
            latest = max(latest ?? until, until)
        }
        return latest
    }

    /// Why not, in one line; why, if there is nothing against it.
    var reason: String {
        let against = lines.filter { $0.finding.verdict.word == verdict && verdict != .pass }
        return against.isEmpty ? "nothing speaks against it" : against.map(\.finding.reason).joined(separator: "; ")
    }

    func answer(
        _ candidate: UpdateContract.Candidate, policy: ChannelsContract.PolicyProblem? = nil
    ) -> ChannelsContract.Evaluation {
        let criteria = lines.map { line in
            var again: Double?
            if case .wait(let until) = line.finding.verdict { again = until }
            return ChannelsContract.Criterion(
                criterion: line.criterion, verdict: line.finding.verdict.word.rawValue, reason: line.finding.reason, again: again)
        }
        return .init(candidate: candidate, verdict: verdict.rawValue, again: again, criteria: criteria, policy: policy)
    }
}

import Contracts
import PluginKit

extension UpdateDesk {
    private static let mostCandidates = 64

    /// The work of discovery: what is there, and which of it is taken up. One that was pushed aside meanwhile says nothing of what it
    /// has found: another errand is at the desk.
    func discover(_ mine: Int) async -> Lifecycle.Event {
        guard var errand else { return .nothing }
        do throws(LookFailure) {
            let candidates = try await candidates(for: errand)
            guard generation == mine else { return .nothing }
            errand.candidates = candidates
            self.errand = errand
            let evaluations = try await evaluations(of: candidates, errand)
            guard generation == mine else { return .nothing }
            errand.failures = 0
            self.errand = errand
            for evaluation in evaluations where evaluation.waits { waits(errand, evaluation) }
            return choose(evaluations, errand)
        } catch {
            guard generation == mine else { return .nothing }
            (nothing, isUntold) = (ServiceError(503, error.words), false)
            missed(errand, error)
        }
        return .nothing
    }

    private func choose(_ evaluations: [ChannelsContract.Evaluation], _ errand: Errand) -> Lifecycle.Event {
        // Where an operator or a crashing version leads back to, the policy is not asked.
        let selection =
            errand.cause.isReturn ? .take(errand.candidates ?? []) : Selection(evaluations, for: errand, ends: history.ends)
        switch selection {
        case .take(let chosen):
            luggage.candidates = chosen
            return .found(chosen.map { .init(id: $0.id, from: $0.installed ?? "", to: $0.version) })
        case .nothing(let words):
            (nothing, isUntold) = (ServiceError(404, words), false)
            if !evaluations.contains(where: \.waits) { forgone(errand, words) }
            return .nothing
        }
    }

    private func candidates(for errand: Errand) async throws(LookFailure) -> [UpdateContract.Candidate] {
        if let known = errand.candidates {
            let left = try await unchanged(known)
            // What was offered may be newer than what has replaced the other version: it is looked for anew.
            guard left.isEmpty, errand.cause == .offer else { return left }
        }
        guard errand.cause.isReturn else { return Array(try await look(errand.look).prefix(Self.mostCandidates)) }
        var previous: [UpdateContract.Candidate] = []
        for id in errand.look.ids {
            guard let candidate = await room.works.discovery.previous(of: id) else {
                throw LookFailure("no earlier version of '\(id)' is kept here")
            }
            previous.append(candidate)
        }
        return previous
    }

    /// Found a while ago: what another version has replaced since, by whoever's doing, is judged no more.
    func unchanged(_ known: [UpdateContract.Candidate]) async throws(LookFailure) -> [UpdateContract.Candidate] {
        guard !known.isEmpty else { return [] }
        let installed = try await room.works.discovery.installed()
        return known.filter { installed[$0.id] == $0.installed }
    }

    private func evaluations(
        of candidates: [UpdateContract.Candidate], _ errand: Errand
    ) async throws(LookFailure) -> [ChannelsContract.Evaluation] {
        guard !errand.cause.isReturn else { return [] }
        var evaluations: [ChannelsContract.Evaluation] = []
        do throws(Fault) {
            for candidate in candidates { evaluations.append(try await evaluate(candidate, asked: errand.cause.isAsked)) }
        } catch {
            throw LookFailure(error.words)
        }
        return evaluations
    }

    /// The policy's word on one candidate, with what only this plugin knows beside it.
    func evaluate(_ candidate: UpdateContract.Candidate, asked: Bool) async throws(Fault) -> ChannelsContract.Evaluation {
        let failure = history.failures[ReleaseName(id: candidate.id, version: candidate.version)]
        return try await room.evaluate(
            .init(
                candidate: candidate, asked: asked, holds: holds(), failure: failure, used: history.used(at: room.clocks.wall())))
    }

    /// The work of evaluation: the worst verdict of all that is in the update.
    func judge() async throws(Fault) -> Lifecycle.Event {
        let cause = Errand.Cause(rawValue: luggage.cause)
        if cause?.isReturn ?? false { return .judged(.pass, luggage.reason) }
        var worst: (verdict: ChannelsContract.Verdict, words: String) = (.pass, "nothing speaks against it")
        for candidate in luggage.candidates {
            let evaluation = try await evaluate(candidate, asked: cause?.isAsked ?? false)
            let verdict = ChannelsContract.Verdict(rawValue: evaluation.verdict) ?? .refuse
            // A window may have closed since it was chosen.
            if evaluation.waits, let errand { waits(errand, evaluation) }
            if verdict.rank > worst.verdict.rank { worst = (verdict, evaluation.words(for: verdict)) }
        }
        return .judged(worst.verdict, worst.words)
    }
}

extension ChannelsContract.Verdict {
    fileprivate var rank: Int {
        switch self {
        case .pass: 0
        case .wait: 1
        case .refuse: 2
        }
    }
}

extension ChannelsContract.Evaluation {
    fileprivate var waits: Bool { verdict == ChannelsContract.Verdict.wait.rawValue }

    fileprivate func words(for verdict: ChannelsContract.Verdict) -> String {
        let against = criteria.filter { $0.verdict == verdict.rawValue }
        return "\(candidate.id) \(candidate.version): " + against.map { "\($0.criterion): \($0.reason)" }.joined(separator: "; ")
    }
}

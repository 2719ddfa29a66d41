import Contracts
import PluginKit
import Wire

/// What the plugin is asked on the bus: ``UpdateContract/Subject``.
struct UpdateEndpoints {
    let desk: UpdateDesk
    let intake: Intake
    let lookout: Lookout
    let holds: HoldBook
    let offers: OfferBook
    let probations: ProbationWatch

    func define(in service: inout ServiceDefinition) {
        service.endpoint("check", concurrency: 8, check)
        service.endpoint("explain", concurrency: 4, explain)
        service.endpoint("run", concurrency: 4, run)
        service.endpoint("rollback", concurrency: 4, rollback)
        service.endpoint("cancel", concurrency: 8, cancel)
        service.endpoint("status", status)
        service.endpoint("history", concurrency: 2, history)
        service.endpoint("hold", concurrency: 1) { (hold: UpdateContract.Hold) in try await self.hold(hold) }
        service.endpoint("resume", concurrency: 1) { (resume: UpdateContract.Resume) in try await holds.lift(resume.id) }
        service.endpoint("offer", concurrency: 4, offer)
    }

    // MARK: - Looking

    /// An update under way has the say of the repository; what was known before it is answered meanwhile.
    func check() async throws -> UpdateContract.Checked {
        var problem: String?
        if let lifecycle = desk.lifecycle, !desk.isLooking {
            problem = "update \(lifecycle.id) is under way; this is what was known before"
        } else {
            problem = await lookProblem()
        }
        let at = lookout.seen?.at ?? desk.room.clocks.wall()
        return .init(at: at, candidates: try await stillNew(), problem: problem, next: lookout.next)
    }

    private func lookProblem() async -> String? {
        do throws(LookFailure) {
            _ = try await lookout.look(Look())
            return nil
        } catch {
            return error.words
        }
    }

    func explain(_ question: UpdateContract.Explain) async throws -> UpdateContract.Explanations {
        if let id = question.id { try Self.check(id: id) }
        var candidates = try await stillNew().filter { question.id == nil || question.id == $0.id }
        if candidates.isEmpty, desk.lifecycle == nil || desk.isLooking {
            do throws(LookFailure) {
                // Of what is asked for by name, also what cannot be installed here is found.
                candidates = try await lookout.look(Look(ids: question.id.map { [$0] } ?? []))
            } catch {
                throw ServiceError(503, error.words)
            }
        }
        var explanations: [ChannelsContract.Evaluation] = []
        for candidate in candidates {
            do throws(Fault) {
                explanations.append(dated(try await desk.evaluate(candidate, asked: question.asked ?? false)))
            } catch {
                throw ServiceError(503, error.words)
            }
        }
        return .init(explanations: explanations, channels: lookout.paces, problem: lookout.problem)
    }

    /// Of all that is known to be there, wherever it was found, what nothing has replaced since.
    private func stillNew() async throws -> [UpdateContract.Candidate] {
        do throws(LookFailure) {
            return try await desk.unchanged(lookout.known)
        } catch {
            throw ServiceError(503, error.words)
        }
    }

    /// What no moment is known for is judged again with the next look.
    private func dated(_ evaluation: ChannelsContract.Evaluation) -> ChannelsContract.Evaluation {
        var dated = evaluation
        for (index, criterion) in evaluation.criteria.enumerated()
        where criterion.verdict != ChannelsContract.Verdict.pass.rawValue && criterion.again == nil {
            dated.criteria[index].again = lookout.next
        }
        return dated
    }

    // MARK: - Updating

    func run(_ run: UpdateContract.Run) async throws -> UpdateContract.Update {
        guard run.ids.count <= 64 else { throw ServiceError(400, "more than 64 ids; leave them out to update all that has something new") }
        for id in run.ids { try Self.check(id: id) }
        guard run.ids.count < 2 || !run.ids.contains(UpdateContract.core) else {
            throw ServiceError(400, "core restarts everything, so it is updated by itself: run it first or last")
        }
        return try await intake.ask(Errand(cause: .request, look: Look(ids: run.ids)))
    }

    func rollback(_ rollback: UpdateContract.Rollback) async throws -> UpdateContract.Update {
        try Self.check(id: rollback.id)
        let reason = (rollback.reason ?? "").isEmpty ? "an operator went back" : String((rollback.reason ?? "").prefix(500))
        return try await intake.ask(.returning(rollback.id, .rollback, reason))
    }

    func cancel(_ cancel: UpdateContract.Cancel) async throws -> UpdateContract.Cancelled {
        if let id = cancel.id, id != desk.lifecycle?.id { return Self.answer(.nothing) }
        return await withCheckedContinuation { answered in desk.cancel { answered.resume(returning: Self.answer($0)) } }
    }

    private static func answer(_ answer: Lifecycle.CancelAnswer) -> UpdateContract.Cancelled {
        let detail =
            switch answer {
            case .cancelled: "nothing of it was in place"
            case .rollingBack: "it is being rolled back; the version before comes back"
            case .tooLate: "it is past the point of no return; roost update rollback goes back to the version before"
            case .nothing: "no such update is under way"
            }
        return .init(answer: answer.rawValue, detail: detail)
    }

    func offer(_ offer: UpdateContract.Offer) async throws -> UpdateContract.Offered {
        try Self.check(id: offer.id)
        guard SemanticVersion(offer.version) != nil else { throw ServiceError(400, "'\(offer.version.prefix(40))' is no version") }
        guard ChannelsContract.Channel(rawValue: offer.channel) != nil else {
            throw ServiceError(400, "'\(offer.channel.prefix(40))' is no channel; use nightly, beta, stable, lts or hotfix")
        }
        let look = Look(ids: [offer.id], version: offer.version, channel: offer.channel)
        guard intake.add(Errand(cause: .offer, look: look)) else {
            return .init(taken: false, detail: "too much waits already; offer it again later")
        }
        do throws(Fault) {
            try await offers.add(look)
            return .init(taken: true, detail: "it is looked for and judged like any other")
        } catch {
            let words = "it is looked for and judged like any other, but a restart would lose it"
            return .init(taken: true, detail: "\(words): \(error.words)")
        }
    }

    private static func check(id: String) throws {
        guard FeatureID.isValid(id) else { throw ServiceError(400, "'\(id.prefix(60))' is neither a feature's id nor core") }
    }
}

import Contracts
import Manifests
import PluginKit
import Wire

/// `channels.list`, `show`, `set` and `evaluate`.
final class ChannelDesk {
    private let policy: PolicyDesk
    private let surroundings: Surroundings
    private let bus: BusConnection
    /// Durable before they count.
    private var choices = Follower.Choices()
    private var delays = Delays()

    init(_ policy: PolicyDesk, _ surroundings: Surroundings, on bus: BusConnection) {
        (self.policy, self.surroundings, self.bus) = (policy, surroundings, bus)
    }

    func open() async throws {
        let journal = bus.journal
        // Each event holds all choices.
        try await journal.patiently { () async throws(BusError) in
            _ = try await journal.retain(ChannelsContract.stream, maxBytes: 64 << 10)
        }
        if let last = try await journal.newest(of: ChannelsContract.stream, as: Follower.Choices.self) { choices = last.event }
    }

    func define(in service: inout ServiceDefinition) {
        service.endpoint("list") { try await self.list() }
        service.endpoint("show") { (request: ChannelsContract.Show) in try await self.show(request) }
        // One after the other: each builds on what the one before has chosen.
        service.endpoint("set", concurrency: 1) { (request: ChannelsContract.Set) in try await self.set(request) }
        service.endpoint("evaluate", concurrency: 4) { (request: ChannelsContract.Evaluate) in try await self.evaluate(request) }
    }

    private var follower: Follower { Follower(policy: policy.policy.channels, choices: choices) }

    private func list() async throws -> ChannelsContract.List {
        let features = try await status().features.map(\.id)
        let descriptions = ChannelTable.descriptions(follower, features: features + [UpdateContract.core], paces: await paces())
        return .init(channels: descriptions, policy: policy.problem)
    }

    private func show(_ request: ChannelsContract.Show) async throws -> ChannelsContract.Following {
        try await check(request.id)
        var following = following(request.id)
        following.pace = await paces().first { $0.channel == following.channel }
        return following
    }

    /// Who looks into channels, if anybody does, knows when they had releases.
    private func paces() async -> [UpdateContract.Pace] {
        let status: UpdateContract.Status? = try? await bus.request(UpdateContract.Subject.status, timeout: .seconds(2))
        return status?.channels ?? []
    }

    private func set(_ request: ChannelsContract.Set) async throws -> ChannelsContract.Following {
        try await check(request.id)
        var follower = self.follower
        do throws(Follower.Refusal) {
            try follower.set(request.id, to: request.channel, downgrade: request.downgrade ?? false)
        } catch {
            throw ServiceError(error.code, error.description)
        }
        try await bus.journal.append(follower.choices, to: ChannelsContract.stream)
        choices = follower.choices
        return following(request.id)
    }

    private func evaluate(_ request: ChannelsContract.Evaluate) async throws -> ChannelsContract.Evaluation {
        try await policy.refresh()
        let core = try await status().version
        let sight = await surroundings.look(at: policy.policy.windows)
        let now = Surroundings.now()
        let question = Question(
            candidate: request.candidate,
            host: Surroundings.facts(sight, core: core, epoch: request.epoch ?? 0, now: now), policy: policy.policy,
            following: follower.following(request.candidate.id), windows: sight.windows, holds: request.holds,
            failure: request.failure, used: request.used, isAsked: request.asked, now: now)
        let evaluation = Evaluation(question)
        delays.note(evaluation, of: request.candidate)
        return evaluation.answer(request.candidate, policy: policy.problem)
    }

    private func following(_ id: String?) -> ChannelsContract.Following {
        let choice = follower.following(id)
        let channel = ChannelsContract.Channel(rawValue: choice.channel.rawValue) ?? .stable
        return .init(
            id: id, channel: choice.channel.rawValue, cadence: ChannelTable.row(channel).cadence, by: choice.by.rawValue,
            waits: delays.words(for: id))
    }

    /// A feature that is there, or one that was and still has its word.
    private func check(_ id: String?) async throws {
        guard let id, id != UpdateContract.core, choices.features[id] == nil else { return }
        guard FeatureID.isValid(id) else { throw ServiceError(400, "'\(id.prefix(60))' is no feature's id") }
        guard try await status().features.contains(where: { $0.id == id }) else {
            throw ServiceError(404, "there is no feature '\(id)' here (roost feature list)")
        }
    }

    private func status() async throws(BusError) -> KernelContract.Status { try await bus.request(KernelContract.Subject.status) }
}

extension Follower.Refusal {
    fileprivate var code: Int {
        switch self {
        case .unknown: 404
        case .hotfix, .notOptedIn, .tooMany: 409
        }
    }
}

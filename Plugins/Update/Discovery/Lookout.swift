import Contracts
import Manifests
import PluginKit

/// Looks for releases: when the ``Schedule`` says so, when somebody asks, one look at a time; and remembers what the last whole look saw.
///
/// A look of its own is an ``Errand``, so that what it finds is judged and taken up. What waits for a moment (a window, an end of a
/// hold) is judged again then, without a new look, wherever it was found.
final class Lookout {
    private let room: Room
    private var schedule: Schedule
    /// Takes an errand of the plugin's own; false if there is no room for it now.
    var send: (Errand) -> Bool = { _ in true }
    /// When the next maintenance window opens, seconds since 1970.
    var nextWindow: () async -> Double? = { nil }
    private(set) var seen: Seen?
    /// When each channel last had a release, as far as was ever seen.
    private(set) var released: [String: Double] = [:]
    /// Why the last look into the repository learnt nothing, whoever's it was.
    private(set) var problem: String?
    /// Seconds since 1970.
    private(set) var next: Double?
    private var deferred = Deferred()
    private var judgeAt: Double?
    /// How long a look for what was offered waits that learnt nothing.
    private let backoff = Backoff(first: 300, cap: 86_400)
    private let turn = Turn()
    private lazy var lookAlarm = room.alarm { [unowned self] in due() }
    private lazy var judgeAlarm = room.alarm { [unowned self] in judgeAgain() }

    /// What a whole look saw.
    struct Seen: Equatable {
        var at: Double
        var candidates: [UpdateContract.Candidate]
        var problem: String?
    }

    /// What is kept of it.
    struct Record: Codable, Equatable {
        var at: Double
        /// What it saw, so that a restart does not lose what waits.
        var candidates: [UpdateContract.Candidate]?
        var released: [String: Double]?
    }

    init(_ room: Room, _ schedule: Schedule = Schedule()) { (self.room, self.schedule) = (room, schedule) }

    /// Whoever comes while somebody looks waits for his turn.
    func look(_ look: Look) async throws(LookFailure) -> [UpdateContract.Candidate] {
        await turn.take()
        defer { turn.pass() }
        do throws(LookFailure) {
            let candidates = try await room.works.discovery.look(look)
            if look.place == .repository { problem = nil }
            released.merge(room.works.released) { max($0, $1) }
            if look.isWhole { await saw(candidates) }
            return candidates
        } catch {
            if look.place == .repository { problem = error.words }
            if look.isWhole { missed(error) }
            throw error
        }
    }

    func start() async throws(Fault) {
        let last = try await room.records.kept(.looks, as: Record.self)
        released = last?.released ?? [:]
        // The last look on the clock of this boot.
        let age = last.map { max(0, room.clocks.wall() - $0.at) }
        // What is older is not worth judging: there will be a look.
        let isFresh = age.map { $0 < schedule.settings.fresh } ?? false
        seen = last.map { Seen(at: $0.at, candidates: isFresh ? $0.candidates ?? [] : []) }
        if !known.isEmpty { judge(at: room.clocks.wall()) }
        let planned = schedule.booted(at: now, last: age.map { now - $0 }, window: await window(), random: room.clocks.random())
        plan(planned)
    }

    /// All that is known to be there, whether it is still new or not.
    var known: [UpdateContract.Candidate] {
        let seen = seen?.candidates ?? []
        return seen + deferred.candidates.filter { !seen.contains($0) }
    }

    /// What an errand found waits until then; if only something else can change that, until the next look.
    func putOff(_ errand: Errand, until again: Double?) { putOff(errand, until: again, notBefore: 0) }

    private func putOff(_ errand: Errand, until again: Double?, notBefore: Double) {
        // Whoever asked has had the answer.
        guard !errand.cause.isAsked else { return }
        let isOther = !errand.look.isWhole
        if isOther, !deferred.add(errand, notBefore: notBefore) {
            room.say("too much waits already: what was found by \(errand.cause.rawValue) is forgotten; offer it again")
        }
        if let moment = again ?? (isOther ? next : nil) { judge(at: moment) }
    }

    /// What could not be learnt of an offer is tried again, for nobody else does; each one has its own pauses.
    func tryAgain(_ offer: Errand, after failure: LookFailure) {
        var offer = offer
        offer.failures += 1
        let asked = min(failure.retryAfter ?? 0, schedule.settings.longestRetryAfter)
        let pause = max(backoff.delay(afterFailure: offer.failures, random: room.clocks.random()), asked)
        putOff(offer, until: room.clocks.wall() + pause, notBefore: now + pause)
    }

    /// Nobody waits any more for what was offered there.
    func forget(where isOver: (Look) -> Bool) { deferred.remove { $0.cause == .offer && isOver($0.look) } }

    /// The next release of each channel, by its cadence.
    var paces: [UpdateContract.Pace] {
        ChannelsContract.Channel.allCases.compactMap { channel in
            guard let time = released[channel.rawValue] else { return nil }
            let due = Cadence(ofChannel: channel.rawValue).next(after: Int(clamping: Int64(min(max(time, 0), 1e12))))
            return .init(channel: channel.rawValue, released: time, due: due.map(Double.init))
        }
    }

    /// Something waits until then; the moment is spread, lest all routers come at the minute a window opens.
    func judge(at time: Double) {
        guard judgeAt.map({ time < $0 }) ?? true else { return }
        judgeAt = time
        let delay = max(1, time - room.clocks.wall()) + 300 * room.clocks.random()
        judgeAlarm.set(after: UInt64(clamping: Int64(min(delay, 86_400) * 1000)))
    }

    /// An operator looks on: not spread. What a server wants to be asked for later has to wait all the same.
    func judgeNow() {
        judgeAt = room.clocks.wall()
        judgeAlarm.set(after: 1000)
    }

    /// What comes of the look plans the next one; if none comes of it, it is sent for again.
    private func due() {
        lookAlarm.set(after: 3_600_000)
        _ = send(Errand(cause: .schedule))
    }

    private func judgeAgain() {
        judgeAt = nil
        var errands = deferred.take(at: now)
        if let next = deferred.next { judge(at: room.clocks.wall() + next - now) }
        if let seen, seen.problem == nil, !seen.candidates.isEmpty { errands.append(Errand(cause: .schedule, candidates: seen.candidates)) }
        for errand in errands where !send(errand) {
            if !errand.look.isWhole { _ = deferred.add(errand) }
            judge(at: room.clocks.wall() + 60)
        }
    }

    private func saw(_ candidates: [UpdateContract.Candidate]) async {
        seen = Seen(at: room.clocks.wall(), candidates: candidates)
        plan(schedule.succeeded(at: now, window: await window(), random: room.clocks.random()))
        do throws(Fault) {
            try await room.records.keep(Record(at: room.clocks.wall(), candidates: candidates, released: released), as: .looks)
        } catch {
            room.say("when releases were looked for could not be kept: \(error.words)")
        }
    }

    private func missed(_ failure: LookFailure) {
        seen = Seen(at: room.clocks.wall(), candidates: seen?.candidates ?? [], problem: failure.words)
        plan(schedule.failed(at: now, retryAfter: failure.retryAfter, random: room.clocks.random()))
    }

    private var now: Double { Double(room.clocks.boot()) / 1000 }

    private func window() async -> Double? { await nextWindow().map { now + $0 - room.clocks.wall() } }

    private func plan(_ look: Schedule.Look) {
        let delay = max(0, look.at - now)
        next = room.clocks.wall() + delay
        lookAlarm.set(after: UInt64(clamping: Int64(delay * 1000)))
    }
}

extension Look {
    /// It tells all there is to know of the repository.
    fileprivate var isWhole: Bool { self == Look() }
}

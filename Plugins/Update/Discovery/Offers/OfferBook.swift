import Contracts
import PluginKit

/// The offers of which nothing has come yet, so that no restart loses one (decision 0081): written down when they are taken, struck out
/// when an update to what was offered has ended, or there is nothing to it. Bounded.
final class OfferBook {
    private let room: Room
    /// Two who change it at once would each write down what the other has not.
    private let turn = Turn()
    private(set) var offers: [Offer] = []

    private static let most = 64

    init(_ room: Room) { self.room = room }

    /// What was kept, but for what is too old. Before anything goes on that could end one of them.
    func load() async throws(Fault) {
        await turn.take()
        defer { turn.pass() }
        let (now, days) = (room.clocks.wall(), Int(Offer.longest / 86_400))
        offers = try await room.records.kept(.offers, as: [Offer].self) ?? []
        await remove(
            where: { $0.isExpired(at: now) },
            saying: { "the offer of \($0.words) is older than \(days) days, and no longer waited for; offer it again" })
    }

    /// Durable when this returns.
    func add(_ look: Look) async throws(Fault) {
        await turn.take()
        defer { turn.pass() }
        guard !offers.contains(where: { $0.look == look }) else { return }
        guard offers.count < Self.most else { throw Fault(.machine, "\(Self.most) offers wait already") }
        let next = offers + [Offer(look: look, since: room.clocks.wall())]
        try await room.records.keep(next, as: .offers)
        offers = next
    }

    /// There is nothing to it: it is not there, not newer, or not allowed.
    func strike(_ look: Look, because words: String) async {
        await turn.take()
        defer { turn.pass() }
        await remove(where: { $0.look == look }, saying: { "the offer of \($0.words) is no longer waited for: \(words)" })
    }

    func strike(endedBy ending: Ending) async {
        await turn.take()
        defer { turn.pass() }
        await remove(where: { $0.look.isSettled(by: ending) })
    }

    /// Whoever calls has the turn.
    private func remove(where isOver: (Offer) -> Bool, saying words: (Offer) -> String? = { _ in nil }) async {
        let over = offers.filter(isOver)
        guard !over.isEmpty else { return }
        for said in over.compactMap(words) { room.say(said) }
        offers.removeAll(where: isOver)
        do throws(Fault) {
            try await room.records.keep(offers, as: .offers)
        } catch {
            room.say("that an offer is done with could not be kept, so it is looked for once more after a restart: \(error.words)")
        }
    }
}

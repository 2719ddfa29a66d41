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

    /// What is to be looked for again after a start.
    func load() async throws(Fault) -> [Errand] {
        let now = room.clocks.wall()
        offers = try await room.records.kept(.offers, as: [Offer].self) ?? []
        for offer in offers where offer.isExpired(at: now) {
            room.say(
                "the offer of \(offer.words) is older than \(Int(Offer.longest / 86_400)) days, and no longer waited for; offer it again")
        }
        offers.removeAll { $0.isExpired(at: now) }
        return offers.map { Errand(cause: .offer, look: $0.look) }
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
        await strike(where: { $0.look == look }, saying: { "the offer of \($0.words) is no longer waited for: \(words)" })
    }

    func strike(endedBy ending: Ending) async { await strike(where: { $0.isSettled(by: ending) }) }

    private func strike(where isOver: (Offer) -> Bool, saying words: (Offer) -> String? = { _ in nil }) async {
        await turn.take()
        defer { turn.pass() }
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

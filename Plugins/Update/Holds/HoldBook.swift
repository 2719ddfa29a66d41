import Contracts
import PluginKit

/// What operators hold back: at most one hold of each id and one of everything, durable.
final class HoldBook {
    private let room: Room
    /// Two who change it at once would each write down what the other has not.
    private let turn = Turn()
    private(set) var holds: [UpdateContract.Hold] = []
    /// Something may go on that was held.
    var lifted: () -> Void = {}

    private static let most = 256
    private static let longestReason = 500

    init(_ room: Room) { self.room = room }

    func load() async throws(Fault) { holds = try await room.records.kept(.holds, as: [UpdateContract.Hold].self) ?? [] }

    /// In place of what was said of the same id before; written down before it counts.
    func add(_ hold: UpdateContract.Hold) async throws -> UpdateContract.Holds {
        guard (hold.reason ?? "").utf8.count <= Self.longestReason else {
            throw ServiceError(400, "the reason is longer than \(Self.longestReason) bytes")
        }
        await turn.take()
        defer { turn.pass() }
        var hold = hold
        hold.since = room.clocks.wall()
        return try await replace(holds.filter { $0.id != hold.id && !isOver($0) } + [hold])
    }

    func lift(_ id: String?) async throws -> UpdateContract.Holds {
        await turn.take()
        defer { turn.pass() }
        guard holds.contains(where: { $0.id == id }) else {
            throw ServiceError(
                404, id.map { "'\($0)' is not held" } ?? "nothing is held as a whole; name the feature, or see roost update status")
        }
        let left = try await replace(holds.filter { $0.id != id })
        lifted()
        return left
    }

    private func replace(_ next: [UpdateContract.Hold]) async throws -> UpdateContract.Holds {
        guard next.count <= Self.most else { throw ServiceError(409, "\(Self.most) things are held already; resume some of them") }
        do throws(Fault) {
            try await room.records.keep(next, as: .holds)
        } catch {
            throw ServiceError(500, "it could not be written down: \(error.words)")
        }
        holds = next
        return UpdateContract.Holds(holds: next)
    }

    private func isOver(_ hold: UpdateContract.Hold) -> Bool { hold.until.map { $0 <= room.clocks.wall() } ?? false }
}

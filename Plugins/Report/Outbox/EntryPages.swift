import Contracts
import PluginKit

/// Entries of the stream `report`, read some at a time.
final class EntryPages {
    enum Answer {
        case here(ReportContract.Entry)
        /// Written by a newer version.
        case strange
        /// Not kept any more; these are.
        case gone(first: Int64, last: Int64)
        /// The journal does not answer.
        case away(String)
    }

    /// Large enough that what is passed over costs little, small enough for a router's memory.
    private static let size = 16

    private let journal: JournalClient
    private var page: [JournalContract.Entry<Kept>] = []
    /// The oldest entry kept, as far as is known.
    private(set) var first: Int64 = 1

    init(_ journal: JournalClient) { self.journal = journal }

    func entry(_ number: Int64) async -> Answer {
        if let kept = page.first(where: { $0.sequence == number }) { return Self.answer(kept) }
        do throws(BusError) {
            let answer = try await journal.read(ReportContract.stream, after: number - 1, limit: Self.size, as: Kept.self)
            (page, first) = (answer.events, answer.first)
            guard let kept = page.first, kept.sequence == number else { return .gone(first: answer.first, last: answer.last) }
            return Self.answer(kept)
        } catch {
            return .away(error.description)
        }
    }

    private static func answer(_ kept: JournalContract.Entry<Kept>) -> Answer { kept.event.entry.map(Answer.here) ?? .strange }

    /// What cannot be read spoils no page.
    private struct Kept: Decodable, Sendable {
        let entry: ReportContract.Entry?

        init(from decoder: any Decoder) throws { entry = try? ReportContract.Entry(from: decoder) }
    }
}

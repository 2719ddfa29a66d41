/// Who works at which bench, and who waits for one: nobody's work holds up that of all others.
///
/// Of one owner, one piece of long work is under way at a time; and whoever has a bench gets another one only if that leaves one free.
/// Long work never takes the last free bench, so that what is short, a rollback say, comes through. Who waits is bounded.
struct BenchQueue {
    struct Work: Equatable, Sendable {
        let owner: String
        /// A database's child does it: minutes, perhaps.
        let isLong: Bool
    }

    enum Entry: Equatable {
        case bench(Int)
        case waits(ticket: Int)
        /// The owner has as much under way, and waiting, as one may have.
        case full
    }

    struct Admission: Equatable {
        let ticket: Int
        let bench: Int
    }

    static let maximumOfOwner = 8

    private var benches: [Work?]
    private var waiting: [(ticket: Int, work: Work)] = []
    private var lastTicket = 0

    init(benches count: Int) {
        precondition(count > 1, "one of them is kept free of long work")
        benches = Array(repeating: nil, count: count)
    }

    mutating func enter(_ work: Work) -> Entry {
        let own = (benches.compactMap(\.self) + waiting.map(\.work)).count { $0.owner == work.owner }
        guard own < Self.maximumOfOwner else { return .full }
        if let bench = bench(for: work) {
            benches[bench] = work
            return .bench(bench)
        }
        lastTicket += 1
        waiting.append((lastTicket, work))
        return .waits(ticket: lastTicket)
    }

    /// Who waited and now has a bench: in the order of coming, but those of the owner that leaves it behind all others.
    mutating func leave(_ bench: Int) -> [Admission] {
        guard let left = benches[bench] else { preconditionFailure("nobody is at bench \(bench)") }
        benches[bench] = nil
        var admissions: [Admission] = []
        for (ticket, work) in waiting.filter({ $0.work.owner != left.owner }) + waiting.filter({ $0.work.owner == left.owner }) {
            guard let bench = self.bench(for: work) else { continue }
            benches[bench] = work
            waiting.removeAll { $0.ticket == ticket }
            admissions.append(Admission(ticket: ticket, bench: bench))
        }
        return admissions
    }

    private func bench(for work: Work) -> Int? {
        let free = benches.indices.filter { benches[$0] == nil }
        let own = benches.compactMap(\.self).filter { $0.owner == work.owner }
        guard free.count >= (own.isEmpty && !work.isLong ? 1 : 2), !(work.isLong && own.contains(where: \.isLong)) else { return nil }
        return free[0]
    }
}

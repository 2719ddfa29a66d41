/// Which changes of names are certain to be on the disk at a point of the recording, and which are not.
///
/// A change is certain when every folder it touches was synced after it. Less than journalling file systems give,
/// as much as can be relied on everywhere; but one call's changes come through together or not at all.
struct NameLedger {
    struct Change {
        let event: Int
        let changes: [NameChange]
        let words: String
    }

    /// With all changes before the first uncertain one.
    private var base: Namespace
    /// From the first uncertain change on.
    private var open: [Change] = []
    /// Changes of a folder before this event are on the disk.
    private var synced: [NodeID: Int] = [:]

    init(_ names: Namespace) { base = names }

    mutating func take(_ event: Event, at index: Int) {
        switch event.deed {
        case .names(let changes): open.append(Change(event: index, changes: changes, words: event.words))
        case .sync(let node, _): synced[node] = max(synced[node] ?? 0, event.covers)
        case .syncAll:
            for folder in open.flatMap({ $0.changes.map(\.folder) }) { synced[folder] = max(synced[folder] ?? 0, event.covers) }
        default: return
        }
        settle()
    }

    private mutating func settle() {
        let certain = certainty
        let count = certain.firstIndex(of: false) ?? open.count
        for change in open.prefix(count) { base.apply(change.changes) }
        open.removeFirst(count)
    }

    /// Whatever a certain change builds upon is certain too.
    private var certainty: [Bool] {
        struct Entry: Hashable {
            let folder: NodeID
            let name: String
        }
        var certain = open.map { change in change.changes.allSatisfy { synced[$0.folder] ?? 0 > change.event } }
        var needed: Set<Entry> = []
        for index in open.indices.reversed() {
            let entries = open[index].changes.map { Entry(folder: $0.folder, name: $0.name) }
            if entries.contains(where: needed.contains) { certain[index] = true }
            if certain[index] { needed.formUnion(entries) }
        }
        return certain
    }

    /// The namespaces a cut may leave: the first with everything, the second with nothing that is not certain.
    func variants(atMost limit: Int, _ dice: inout Dice) -> (variants: [NameVariant], conceivable: Double) {
        let certain = certainty
        let pending = open.indices.filter { !certain[$0] }
        guard !pending.isEmpty else { return ([variant(lost: [])], 1) }
        var choices: [Set<Int>] = [[], Set(pending)]
        if pending.count <= 4 {
            choices += (1..<(1 << pending.count)).map { bits in Set(pending.indices.filter { bits >> $0 & 1 == 1 }.map { pending[$0] }) }
        } else {
            choices += pending.indices.map { Set(pending[$0...]) }
            choices += pending.map { [$0] }
            choices += pending.map { Set(pending).subtracting([$0]) }
            choices += (0..<4).map { _ in Set(pending.filter { _ in dice.next(below: 2) == 0 }) }
        }
        var seen: Set<Set<Int>> = []
        let distinct = choices.filter { seen.insert($0).inserted }.prefix(limit)
        return (distinct.map { variant(lost: $0) }, Double(sign: .plus, exponent: pending.count, significand: 1))
    }

    private func variant(lost: Set<Int>) -> NameVariant {
        var names = base
        for index in open.indices where !lost.contains(index) { names.apply(open[index].changes) }
        return NameVariant(names: names, lost: lost.sorted().map { open[$0].words })
    }
}

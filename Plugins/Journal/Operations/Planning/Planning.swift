import Contracts

/// Reads a caller's operations: each path is made sure of and written as it will be kept, `@home/...`. Changes nothing.
struct Planning {
    static let maximumOperations = 64
    /// Of what all operations of a transaction write, as it is kept: bytes.
    static let maximumContent = 4 << 20

    let ground: Ground
    let transaction: Int64
    /// What this transaction's earlier operations, and all others under way, change.
    private(set) var touches: [Touch]
    private var slots = SlotRule()
    private var count: Int
    private var content: Int

    init(ground: Ground, transaction: Int64, planned: [JournalContract.Operation] = [], touches: [Touch]) throws(PlanRefusal) {
        (self.ground, self.transaction, self.touches) = (ground, transaction, touches)
        (count, content) = (planned.count, planned.map(Self.size).reduce(0, +))
        for (index, operation) in planned.enumerated() { try check(operation, n: index + 1) }
    }

    private static func size(of operation: JournalContract.Operation) -> Int {
        switch operation {
        case .writeFile(_, .text(let text), _), .writeFile(_, .base64(let text), _): text.utf8.count
        default: 0
        }
    }

    mutating func plan(_ operations: [JournalContract.Operation]) throws(PlanRefusal) -> [JournalContract.Operation] {
        guard count + operations.count <= Self.maximumOperations else { throw .tooMany(limit: Self.maximumOperations) }
        var planned: [JournalContract.Operation] = []
        for operation in operations { planned.append(try plan(operation)) }
        return planned
    }

    private mutating func plan(_ operation: JournalContract.Operation) throws(PlanRefusal) -> JournalContract.Operation {
        let planned: JournalContract.Operation
        do throws(OperationFailure) {
            planned = try SiteCheck(ground: ground, tag: Tag(transaction: transaction, operation: count)).check(operation)
        } catch {
            if case .ground(let refusal) = error { throw .ground(n: count + 1, refusal) }
            throw .malformed(n: count + 1, words: error.description)
        }
        try check(planned, n: count + 1)
        content += Self.size(of: planned)
        guard content <= Self.maximumContent else {
            throw .malformed(
                n: count + 1, words: "all together write more than \(Self.maximumContent) bytes; write files yourself and move them")
        }
        try take(planned.touches(of: transaction))
        count += 1
        return planned
    }

    private mutating func check(_ operation: JournalContract.Operation, n: Int) throws(PlanRefusal) {
        do throws(OperationFailure) { try slots.take(operation) } catch { throw .malformed(n: n, words: error.description) }
    }

    private mutating func take(_ own: [Touch]) throws(PlanRefusal) {
        for touch in own {
            for other in touches where touch.path.overlaps(other.path) {
                guard other.transaction == transaction else {
                    throw .conflict(n: count + 1, path: touch.path.text, transaction: other.transaction)
                }
                guard touch.isMove, other.isMove, touch.path == other.path else {
                    let words = "\(touch.path.text) is changed by an earlier operation already; use a transaction of its own"
                    throw .malformed(n: count + 1, words: words)
                }
            }
        }
        touches += own
    }
}

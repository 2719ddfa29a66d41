/// The way of a transaction through one step of all its operations: what to write down and what to do, in which order.
///
/// It depends on nothing but what was written down, so after a cut a new one goes on where the old one was. Intent is written
/// before each deed, its result before the next one; two such notes that follow each other are written in one act.
struct Course {
    let step: Step
    private(set) var operations: [OperationRecord]
    /// Operations that could not be done and are left as they are.
    private(set) var skipped: Set<Int> = []
    private var running: Int?
    private var due: [Change]
    private var last: [Change]?

    /// - Parameters:
    ///   - first: written before anything is done.
    ///   - last: written with the last result.
    init(_ step: Step, _ operations: [OperationRecord], first: [Change] = [], last: [Change]) {
        (self.step, self.operations, due, self.last) = (step, operations, first, last)
    }

    /// Nil once all is done and written down.
    mutating func next() -> Act? {
        if running == nil { choose() }
        if !due.isEmpty {
            defer { due = [] }
            return .record(due)
        }
        return running.map { .perform(step, n: $0) }
    }

    /// What ``next()`` asked for is done.
    mutating func performed() {
        guard let n = running else { preconditionFailure("nothing was to be performed") }
        note(n, .after(step))
        running = nil
    }

    /// It cannot be done, for this reason, and the others are to go on.
    mutating func skip(_ words: String) {
        guard let n = running else { preconditionFailure("nothing was to be performed") }
        due.append(.note(n: n, words))
        skipped.insert(n)
        running = nil
    }

    /// Backwards where things are undone: what came later may stand on what came earlier.
    private mutating func choose() {
        let order = step == .undo ? Array(operations.indices.reversed()) : Array(operations.indices)
        guard let n = order.first(where: { operations[$0].needs(step) && !skipped.contains($0) }) else {
            due += last ?? []
            last = nil
            return
        }
        if operations[n].state != .during(step) { note(n, .during(step)) }
        running = n
    }

    private mutating func note(_ n: Int, _ state: OperationState) {
        operations[n].state = state
        due.append(.state(n: n, state))
    }
}

import Wire

/// All subscriptions, by the tokens of their subjects.
///
/// Tokens are found by a seeded 64-bit hash, so that looking one up makes no array and a feature cannot aim for
/// collisions; those that happen are chained.
final class SubjectTrie {
    private let root: SubjectNode
    private let seed: UInt64
    private(set) var count = 0

    init(seed: UInt64) {
        self.seed = seed
        root = SubjectNode([])
    }

    /// The subject must be valid.
    func insert(_ subscription: Subscription) {
        var node = root
        for token in subscription.subject.split(separator: Subject.separator) { node = child(of: node, adding: Array(token)) }
        node.add(subscription)
        count += 1
    }

    func remove(_ subscription: Subscription) {
        let tokens = subscription.subject.split(separator: Subject.separator).map { Array($0) }
        if remove(subscription, tokens[...], below: root) { count -= 1 }
    }

    /// Every subscription whose subject matches; nothing for a subject with an empty token.
    func matches(_ subject: UnsafeRawBufferPointer) -> [Subscription] {
        var found: [Subscription] = []
        collect(subject, from: 0, below: root, into: &found)
        return found
    }

    private func collect(_ subject: UnsafeRawBufferPointer, from start: Int, below node: SubjectNode, into found: inout [Subscription]) {
        var end = start
        while end < subject.count, subject[end] != Subject.separator { end += 1 }
        guard end > start, end + 1 != subject.count else { return }
        let token = UnsafeRawBufferPointer(rebasing: subject[start..<end])
        let isLast = end == subject.count
        // An empty token further on spoils the whole subject, also for `>`.
        if let tail = node.tail, isLast || Self.hasWholeTokens(subject, from: end + 1) { tail.collect(into: &found) }
        let rest = isLast ? subject.count : end + 1
        let literal = child(of: node, token)
        // nats-server's order: `*` before the literal branch, except at the last token.
        let (first, second) = isLast ? (literal, node.any) : (node.any, literal)
        if let first { descend(subject, from: rest, into: first, &found) }
        if let second { descend(subject, from: rest, into: second, &found) }
    }

    private func descend(_ subject: UnsafeRawBufferPointer, from start: Int, into node: SubjectNode, _ found: inout [Subscription]) {
        if start == subject.count {
            node.collect(into: &found)
        } else {
            collect(subject, from: start, below: node, into: &found)
        }
    }

    private static func hasWholeTokens(_ subject: UnsafeRawBufferPointer, from start: Int) -> Bool {
        var previous = Subject.separator
        for byte in subject[start...] {
            if byte == Subject.separator, previous == Subject.separator { return false }
            previous = byte
        }
        return previous != Subject.separator
    }

    private func child(of node: SubjectNode, _ token: UnsafeRawBufferPointer) -> SubjectNode? {
        var candidate = node.children[hash(token, seed: seed)]
        while let node = candidate, !node.token.elementsEqual(token) { candidate = node.sibling }
        return candidate
    }

    private func child(of node: SubjectNode, adding token: [UInt8]) -> SubjectNode {
        if let existing = existingChild(of: node, token) { return existing }
        let new = SubjectNode(token)
        switch token {
        case [Subject.anyToken]: node.any = new
        case [Subject.anyTail]: node.tail = new
        default:
            let key = token.withUnsafeBytes { hash($0, seed: seed) }
            new.sibling = node.children[key]
            node.children[key] = new
        }
        return new
    }

    private func existingChild(of node: SubjectNode, _ token: [UInt8]) -> SubjectNode? {
        switch token {
        case [Subject.anyToken]: node.any
        case [Subject.anyTail]: node.tail
        default: token.withUnsafeBytes { child(of: node, $0) }
        }
    }

    private func remove(_ subscription: Subscription, _ tokens: ArraySlice<[UInt8]>, below node: SubjectNode) -> Bool {
        guard let token = tokens.first else { return node.remove(subscription) }
        guard let next = existingChild(of: node, token) else { return false }
        guard remove(subscription, tokens.dropFirst(), below: next) else { return false }
        if next.isEmpty { prune(next, from: node) }
        return true
    }

    private func prune(_ child: SubjectNode, from node: SubjectNode) {
        switch child.token {
        case [Subject.anyToken]: node.any = nil
        case [Subject.anyTail]: node.tail = nil
        default:
            let key = child.token.withUnsafeBytes { hash($0, seed: seed) }
            guard let first = node.children[key], first !== child else {
                node.children[key] = child.sibling
                return
            }
            var previous = first
            while let next = previous.sibling, next !== child { previous = next }
            previous.sibling = child.sibling
        }
    }
}

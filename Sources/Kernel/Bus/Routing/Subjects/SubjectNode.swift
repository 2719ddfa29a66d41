/// One token of subjects in the trie, the subscriptions that end there, and the tokens that follow.
final class SubjectNode {
    let token: [UInt8]
    var children: [UInt64: SubjectNode] = [:]
    /// The next one of the same hash.
    var sibling: SubjectNode?
    /// The children for `*` and `>`.
    var any: SubjectNode?
    var tail: SubjectNode?

    /// In the order of their coming; nil where one has gone, so that thousands of one subject can go without moving the rest.
    private var places: [Subscription?] = []
    private var count = 0

    /// Fewer places are not worth closing up.
    private static let fewPlaces = 16

    init(_ token: [UInt8]) { self.token = token }

    var isEmpty: Bool { count == 0 && children.isEmpty && any == nil && tail == nil }

    func add(_ subscription: Subscription) {
        subscription.place = places.count
        places.append(subscription)
        count += 1
    }

    /// False if it is not here.
    func remove(_ subscription: Subscription) -> Bool {
        guard subscription.place < places.count, places[subscription.place] === subscription else { return false }
        places[subscription.place] = nil
        count -= 1
        if places.count > Self.fewPlaces, count < places.count / 2 { closeUp() }
        return true
    }

    func collect(into found: inout [Subscription]) {
        for case let subscription? in places { found.append(subscription) }
    }

    /// Each removal has paid for moving one.
    private func closeUp() {
        places = places.filter { $0 != nil }
        for (place, subscription) in places.enumerated() { subscription?.place = place }
    }
}

/// The subscriptions a subject reaches: each of `plain`, and one of each of `groups`.
final class Match {
    /// A subscription and its peer without counted references, for the bus's inner loop: `subscriptions` keeps the one,
    /// and the other may be touched as long as the subscription has not ended.
    struct Route {
        let subscription: Unmanaged<Subscription>
        let peer: Unmanaged<Peer>?

        init(_ subscription: Subscription) {
            self.subscription = .passUnretained(subscription)
            peer = subscription.peer.map { .passUnretained($0) }
        }
    }

    let plain: [Route]
    let groups: [[Route]]
    let hasGroups: Bool
    private let subscriptions: [Subscription]

    init(_ subscriptions: [Subscription]) {
        self.subscriptions = subscriptions
        hasGroups = subscriptions.contains { $0.queue != nil }
        // An inbox is matched anew for each answer: nothing is made for it that it does not need.
        plain = hasGroups ? subscriptions.filter { $0.queue == nil }.map(Route.init) : subscriptions.map(Route.init)
        groups = hasGroups ? Self.groups(of: subscriptions) : []
    }

    private static func groups(of subscriptions: [Subscription]) -> [[Route]] {
        var groups: [[UInt8]: [Route]] = [:]
        for subscription in subscriptions {
            if let queue = subscription.queue { groups[queue, default: []].append(Route(subscription)) }
        }
        return Array(groups.values)
    }

    func plainSubscription(of peer: Peer) -> Subscription? {
        subscriptions.first { $0.queue == nil && !$0.isEnded && $0.peer === peer }
    }
}

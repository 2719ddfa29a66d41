/// The subscriptions a subject reaches: each of `plain`, and one of each of `groups`.
final class Match {
    let plain: [Subscription]
    let groups: [[Subscription]]

    init(_ subscriptions: [Subscription]) {
        plain = subscriptions.filter { $0.queue == nil }
        var groups: [[UInt8]: [Subscription]] = [:]
        for subscription in subscriptions {
            if let queue = subscription.queue { groups[queue, default: []].append(subscription) }
        }
        self.groups = Array(groups.values)
    }

    func plainSubscription(of peer: Peer) -> Subscription? { plain.first { $0.peer === peer } }
}

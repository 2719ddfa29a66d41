import PluginKit

/// Several subscriptions heard as one, until so many messages have come.
final class BusWatch {
    private let bus: BusConnection
    private let heard: (Message) -> Void
    private var left: Int?
    private var subscriptions: [Subscription] = []

    init(_ bus: BusConnection, count: Int?, heard: @escaping (Message) -> Void) {
        (self.bus, left, self.heard) = (bus, count, heard)
    }

    /// Fewer unread messages would be lost when many come at once.
    private static let buffer = 65_536

    func run(_ subjects: [String]) async throws {
        for subject in subjects { subscriptions.append(try await bus.subscribe(subject, buffer: Self.buffer)) }
        guard let last = subscriptions.last else { return }
        for subscription in subscriptions.dropLast() {
            bus.background { [self] in try await read(subscription) }
        }
        try await read(last)
    }

    private func read(_ subscription: Subscription) async throws {
        for try await message in subscription {
            if left == 0 { return }
            heard(message)
            left = left.map { $0 - 1 }
            if left == 0 { endAll() }
        }
    }

    private func endAll() {
        for subscription in subscriptions { subscription.unsubscribe() }
    }
}

/// The bus's limits and times; the names are those of nats-server's configuration.
struct BusOptions: Sendable {
    /// Bytes of a message, headers included.
    var maxPayload = 1 << 20
    /// Bytes of a line.
    var maxControlLine = 4096
    /// Over TCP: features and administrators are never kept out by them. And of them, those that have not said who they are.
    var maxConnections = 4096
    var maxUnknown = 2048
    /// Subscriptions of one connection.
    var maxSubscriptions = 16_384
    /// Bytes that they may cost the host, of a feature and of others: long subjects cost more.
    var maxSubscriptionCost = (feature: 2 << 20, others: 16 << 20)
    /// Connections of one feature: its own, and those by its NATS_URL.
    var maxFeatureConnections = 16
    /// Bytes waiting for one peer; at half of it those who publish to it are stalled, whatever they are to it.
    var maxPending = 8 << 20
    /// Bytes at which they are stalled while the peer takes what it gets.
    var lowMark = 256 << 10
    /// Bytes waiting for all peers together; over it the slowest is cut off. Also of unfinished input.
    var maxPendingInAll = 64 << 20
    /// Milliseconds between pings.
    var pingInterval: UInt64 = 120_000
    /// Unanswered pings after which a peer is stale.
    var pingMax = 2
    /// Milliseconds a client has to say who it is.
    var authTimeout: UInt64 = 2_000
    /// Milliseconds a congested peer may take nothing at all, and may hold others back as a slow one, before it is a slow
    /// consumer: so long at most is anyone held back for it.
    var stallPatience: Int64 = 2_000
    var stallLimit: Int64 = 3_000

    var serverID = ""
    var version = ""
}

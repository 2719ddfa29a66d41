extension BusSettings {
    static let pinging = BusSettings(pingSeconds: 1, pingMax: 2)
    static let pingingOnce = BusSettings(pingSeconds: 1, pingMax: 1)
}

extension Corpus {
    /// Pings by themselves, and stale connections.
    static let timers: [Script] = [
        .plays("who never answers a ping is stale", with: .pinging, .connect("a"), .greets("a", .quiet), .untilClosed("a")),
        .plays("who never even connects is stale", with: .pinging, .connect("a"), .untilClosed("a")),
        .plays("one unanswered ping can be enough", with: .pingingOnce, .connect("a"), .greets("a", .quiet), .untilClosed("a")),
        .plays(
            "who answers is pinged again", with: .pinging,
            .connect("a"), .greets("a", .quiet), .await("a", frames: 1), .says("a", "PONG"), .await("a", frames: 1),
            .says("a", "PONG"), .await("a", frames: 1), .says("a", "PONG"), .await("a", frames: 1), .says("a", "SUB a 1\nPUB a 1\nx"),
            .await("a", frames: 1)),
        .plays(
            "pongs in advance do not count", with: .pinging,
            .connect("a"), .greets("a", .quiet), .says("a", String(repeating: "PONG\n", count: 99) + "PONG"), .untilClosed("a")),
    ]
}

/// One case of throughput: so large a payload to so many subscribers.
struct ThroughputCase {
    let name: String
    let payload: Int
    let subscribers: Int

    static let all = [
        ThroughputCase(name: "1→1 16 B", payload: 16, subscribers: 1),
        ThroughputCase(name: "1→1 1 KiB", payload: 1024, subscribers: 1),
        ThroughputCase(name: "1→10 16 B", payload: 16, subscribers: 10),
        ThroughputCase(name: "1→10 1 KiB", payload: 1024, subscribers: 10),
    ]
}

/// What one publisher without a window got through a hub, from its first write until the last subscriber had the last message.
struct Throughput {
    /// Published messages a second.
    var rate = Double.nan
    /// The hub's CPU for each published message, in nanoseconds.
    var cpu = Double.nan
    /// Deliveries that never came, of all subscribers.
    var lost = 0
    var disordered = 0
    /// Subscribers and publishers that the hub refused something, or cut off.
    var refused = 0

    static func measure(_ one: ThroughputCase, at door: Door, of hub: Hub, _ options: Options) throws(BenchFailure) -> Throughput {
        var subscribers: [Process] = []
        for _ in 0..<one.subscribers { subscribers.append(try Clients.start("subscribe", at: door)) }
        let publisher = try Clients.start("publish", at: door, one.payload, Int(options.seconds * 1000), options.batch)
        let before = cpuNanoseconds(of: hub.process.pid)
        publisher.tell("go")
        let sent = Clients.result(of: publisher, within: options.seconds + 60)
        let got = subscribers.map { Clients.result(of: $0, within: 60) }
        return Throughput(sent: sent, got: got, cpu: cpuNanoseconds(of: hub.process.pid) - before)
    }

    private init(sent: [String: Int], got: [[String: Int]], cpu used: Int) {
        refused = got.reduce(0) { $0 + ($1["refused"] ?? 0) } + (sent["alive"] == 1 ? 0 : 1)
        disordered = got.reduce(0) { $0 + ($1["disordered"] ?? 0) }
        guard let count = sent["sent"], let first = sent["first"] else { return }
        lost = got.reduce(0) { $0 + count - ($1["got"] ?? 0) }
        guard lost == 0, let last = got.compactMap({ $0["last"] }).max() else { return }
        rate = Double(count) / (Double(last - first) / 1e9)
        cpu = Double(used) / Double(count)
    }
}

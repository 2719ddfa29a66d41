/// What a pair of clients saw that did one request of 16 bytes after the other, in microseconds.
struct RoundTrip {
    let p50: Double
    let p99: Double
    /// The hub's CPU for each request with its answer.
    let cpu: Double
    /// Answers that were not to the request just made, or a connection that was lost.
    let wrong: Int

    static func measure(at door: Door, of hub: Hub, seconds: Double, beside disturber: Process? = nil) throws(BenchFailure) -> RoundTrip {
        let responder = try Clients.start("respond", at: door)
        defer { responder.end(signal: 9) }
        let requester = try Clients.start("request", at: door, Int(seconds * 1000))
        disturber?.tell("go")
        if disturber != nil { pause(seconds: 0.1) }
        let before = cpuNanoseconds(of: hub.process.pid)
        requester.tell("go")
        let figures = Clients.result(of: requester, within: seconds + 20)
        let used = cpuNanoseconds(of: hub.process.pid) - before
        guard let count = figures["count"], count > 0 else { throw .cannot("request-reply at \(door.label) gave nothing") }
        return RoundTrip(
            p50: Double(figures["p50"] ?? 0) / 1000, p99: Double(figures["p99"] ?? 0) / 1000,
            cpu: Double(used) / 1000 / Double(count), wrong: (figures["wrong"] ?? 0) + (figures["alive"] == 1 ? 0 : 1))
    }
}

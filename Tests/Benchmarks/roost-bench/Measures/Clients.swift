/// The client processes of one measurement; they end with their owner.
enum Clients {
    /// Started, connected and subscribed.
    static func start(_ role: String, at door: Door, _ numbers: Int...) throws(BenchFailure) -> Process {
        let process = try Process([Programs.own, "client", role, door.endpoint.text] + numbers.map { String($0) })
        guard process.line(within: 10) == "ready" else { throw .cannot("\(role) at \(door.label) did not get ready") }
        return process
    }

    /// The numbers of its one line of result; empty if there was none in time.
    static func result(of process: Process, within seconds: Double) -> [String: Int] {
        var figures: [String: Int] = [:]
        for pair in (process.line(within: seconds) ?? "").split(separator: " ") {
            let parts = pair.split(separator: "=")
            if parts.count == 2 { figures[String(parts[0])] = Int(parts[1]) }
        }
        return figures
    }
}

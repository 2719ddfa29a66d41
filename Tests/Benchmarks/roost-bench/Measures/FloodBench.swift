/// A pair doing request-reply alone, beside a process that only uses up a core, and beside a flooder that never reads.
final class FloodBench {
    private let options: Options
    private let hubs: [Hub]

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        hubs = try startHubs(options, in: TemporaryFolder())
    }

    func run() throws(BenchFailure) -> Bool {
        say("flood: \(options.rounds) rounds of \(fixed(options.seconds)) s; load now \(loadAverage())\n")
        var rows = hubs.flatMap { hub in hub.doors.map { FloodRow(hub: hub, door: $0) } }
        for round in 0..<options.rounds {
            for index in rows.indices { try rows[(index + round) % rows.count].measure(options.seconds) }
        }
        show(rows)
        return judge(rows)
    }

    private func show(_ rows: [FloodRow]) {
        let times = ["p99 in µs, median", "alone", "beside a spinner", "flooded", "flooded : alone"]
        var table = Table(times + ["wrong", "flood, thousand/s", "cut off", "RSS peak, KB"])
        for row in rows { table.add(row.cells(options.seconds)) }
        table.show("A flooder that never reads")
    }

    private func judge(_ rows: [FloodRow]) -> Bool {
        var budgets = Budgets()
        for row in rows.filter({ $0.hub.kind == .roost }).prefix(1) { budgets.atMost(2, "p99 flooded : alone", row.ratio) }
        budgets.show()
        return budgets.areMet
    }
}

private struct FloodRow {
    let hub: Hub
    let door: Door
    var alone: [RoundTrip] = []
    var spun: [RoundTrip] = []
    var flooded: [RoundTrip] = []
    var sent = 0.0
    var cuts = 0

    init(hub: Hub, door: Door) {
        self.hub = hub
        self.door = door
    }

    var ratio: Double { median(zip(flooded, alone).map { $0.p99 / $1.p99 }) }

    func cells(_ seconds: Double) -> [String] {
        let times = [alone, spun, flooded].map { fixed(median($0.map(\.p99))) }
        let wrong = (alone + spun + flooded).reduce(0) { $0 + $1.wrong }
        let rate = sent / Double(flooded.count) / seconds / 1000
        return [door.label] + times + [fixed(ratio, 2), String(wrong), fixed(rate), String(cuts), String(peakMemory(of: hub.process.pid))]
    }

    mutating func measure(_ seconds: Double) throws(BenchFailure) {
        alone.append(try RoundTrip.measure(at: door, of: hub, seconds: seconds))
        spun.append(try RoundTrip.measure(at: door, of: hub, seconds: seconds, beside: disturber("spin", seconds)))
        let flooder = try disturber("flood", seconds)
        flooded.append(try RoundTrip.measure(at: door, of: hub, seconds: seconds, beside: flooder))
        let figures = Clients.result(of: flooder, within: 10)
        sent += Double(figures["sent"] ?? 0)
        cuts += figures["cuts"] ?? 0
    }

    private func disturber(_ role: String, _ seconds: Double) throws(BenchFailure) -> Process {
        try Clients.start(role, at: door, Int(seconds * 1000) + 300)
    }
}

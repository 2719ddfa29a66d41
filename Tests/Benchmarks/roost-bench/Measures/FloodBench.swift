/// A pair doing request-reply alone, beside a process that only uses up a core, and beside a flooder that never reads.
final class FloodBench {
    private let options: Options
    private let folder: TemporaryFolder
    private let hubs: [Hub]

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        folder = try TemporaryFolder()
        hubs = try startHubs(options, in: folder.path)
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
        var table = Table(["p99 in µs, median", "alone", "beside a spinner", "flooded", "flooded : alone", "wrong", "flood, thousand/s", "cut off", "RSS peak, KB"])
        for row in rows {
            let (sent, cuts) = (row.sent / Double(row.flooded.count) / options.seconds / 1000, row.cuts)
            let times = [row.alone, row.spun, row.flooded].map { fixed(median($0.map(\.p99))) }
            let wrong = (row.alone + row.spun + row.flooded).reduce(0) { $0 + $1.wrong }
            table.add([row.door.label] + times + [fixed(row.ratio, 2), String(wrong), fixed(sent), String(cuts), String(peakMemory(of: row.hub.process.pid))])
        }
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

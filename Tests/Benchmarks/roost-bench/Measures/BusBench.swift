/// The bus beside its peers: every case of every door in each round, in turn, so that the machine's moods meet all alike.
final class BusBench {
    private let options: Options
    private let folder: TemporaryFolder
    private let hubs: [Hub]
    private var rows: [BusRow] = []

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        folder = try TemporaryFolder()
        hubs = try startHubs(options, in: folder.path)
        pause(seconds: 0.5)
        for hub in hubs {
            let idle = memory(of: hub.process.pid).rss
            rows += hub.doors.map { BusRow(hub: hub, door: $0, idle: idle) }
        }
    }

    func run() throws(BenchFailure) -> Bool {
        say("bus: \(options.rounds) rounds of \(fixed(options.seconds)) s a case, \(options.batch) bytes a write; load now \(loadAverage())\n")
        for round in 0..<options.rounds {
            for index in rows.indices { try measure((index + round) % rows.count, round) }
        }
        pause(seconds: 2)
        for row in rows { row.rest = memory(of: row.hub.process.pid).rss }
        let report = BusReport(rows)
        report.showFigures()
        report.showRatios()
        return report.judge()
    }

    private func measure(_ index: Int, _ round: Int) throws(BenchFailure) {
        let row = rows[index]
        for one in ThroughputCase.all {
            let sample = try Throughput.measure(one, at: row.door, of: row.hub, options)
            row.throughput[one.name, default: []].append(sample)
        }
        row.roundTrips.append(try RoundTrip.measure(at: row.door, of: row.hub, seconds: options.seconds))
        say("  round \(round + 1), \(row.door.label)\n", to: 2)
    }
}

/// What the rounds gave for one door.
final class BusRow {
    let hub: Hub
    let door: Door
    let idle: Int
    var rest = 0
    var throughput: [String: [Throughput]] = [:]
    var roundTrips: [RoundTrip] = []

    init(hub: Hub, door: Door, idle: Int) {
        self.hub = hub
        self.door = door
        self.idle = idle
    }

    func samples(_ one: ThroughputCase) -> [Throughput] { throughput[one.name] ?? [] }
    var all: [Throughput] { throughput.values.flatMap { $0 } }
}

func loadAverage() -> String {
    (contents(of: "/proc/loadavg") ?? "?").split(separator: " ").first.map(String.init) ?? "?"
}

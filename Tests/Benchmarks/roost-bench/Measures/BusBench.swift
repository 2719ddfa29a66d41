/// The bus beside its peers: every case of every door in each round, in turn, so that the machine's moods meet all alike.
final class BusBench {
    /// Request-reply takes one of two values, after where the scheduler has put the three processes: many short runs, each by new processes.
    private static let slices = 4

    private let options: Options
    private let hubs: [Hub]
    private var rows: [BusRow] = []

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        hubs = try startHubs(options, in: TemporaryFolder())
        pause(seconds: 0.5)
        for hub in hubs {
            let idle = memory(of: hub.process.pid).rss
            rows += hub.doors.map { BusRow(hub: hub, door: $0, idle: idle) }
        }
    }

    func run() throws(BenchFailure) -> Bool {
        say(
            "bus: \(options.rounds) rounds of \(fixed(options.seconds)) s a case, \(options.batch) bytes a write; load now \(loadAverage())\n"
        )
        for round in 0..<options.rounds {
            for index in rows.indices { try measureThroughput(rows[(index + round) % rows.count]) }
            for slice in 0..<BusBench.slices {
                for index in rows.indices { try measureRoundTrip(rows[(index + slice) % rows.count]) }
            }
            say("  round \(round + 1) of \(options.rounds)\n", to: 2)
        }
        pause(seconds: 2)
        for row in rows { row.rest = memory(of: row.hub.process.pid).rss }
        let report = BusReport(rows)
        report.showFigures()
        report.showRatios()
        return report.judge()
    }

    private func measureThroughput(_ row: BusRow) throws(BenchFailure) {
        for one in ThroughputCase.all {
            let sample = try Throughput.measure(one, at: row.door, of: row.hub, options)
            row.throughput[one.name, default: []].append(sample)
        }
    }

    private func measureRoundTrip(_ row: BusRow) throws(BenchFailure) {
        row.roundTrips.append(try RoundTrip.measure(at: row.door, of: row.hub, seconds: options.seconds / Double(BusBench.slices)))
    }
}

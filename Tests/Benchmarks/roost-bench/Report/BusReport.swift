/// The figures of a run of `bus`, their ratios and the budgets.
struct BusReport {
    private let rows: [BusRow]
    private let cases = ThroughputCase.all

    init(_ rows: [BusRow]) {
        self.rows = rows
    }

    func showFigures() {
        var rates = Table(["thousand messages a second, best (median)"] + cases.map(\.name) + ["lost", "out of order", "refused"])
        var costs = Table(["server CPU for each message, µs, median"] + cases.map(\.name) + ["request-reply"])
        var times = Table(["µs and KB"] + ["p50 best (median)", "p99 best (median)", "wrong", "RSS idle", "RSS peak", "RSS after"])
        for row in rows {
            rates.add([row.door.label] + cases.map { rate(row, $0) } + losses(row))
            costs.add([row.door.label] + cases.map { fixed(cost(row, $0) / 1000, 2) } + [fixed(median(row.roundTrips.map(\.cpu)))])
            times.add([row.door.label] + latencies(row) + memories(row))
        }
        rates.show("Throughput")
        costs.show("Server CPU")
        times.show("Request-reply of 16 B, memory")
    }

    private func rate(_ row: BusRow, _ one: ThroughputCase) -> String {
        let rates = row.samples(one).map { $0.rate / 1000 }.filter(\.isFinite)
        return "\(fixed(rates.max() ?? .nan, 0)) (\(fixed(median(rates), 0)))"
    }

    private func cost(_ row: BusRow, _ one: ThroughputCase) -> Double {
        median(row.samples(one).map(\.cpu).filter(\.isFinite))
    }

    private func losses(_ row: BusRow) -> [String] {
        [\Throughput.lost, \.disordered, \.refused].map { part in String(row.all.reduce(0) { $0 + $1[keyPath: part] }) }
    }

    private func latencies(_ row: BusRow) -> [String] {
        let parts = [row.roundTrips.map(\.p50), row.roundTrips.map(\.p99)]
        return parts.map { "\(fixed($0.min() ?? .nan)) (\(fixed(median($0))))" } + [String(row.roundTrips.reduce(0) { $0 + $1.wrong })]
    }

    private func memories(_ row: BusRow) -> [String] {
        [row.idle, peakMemory(of: row.hub.process.pid), row.rest].map { String($0) }
    }

    /// Of each door of roost (or, without roost, of the C relay) to all the others.
    func showRatios() {
        var table = Table(["ratio, median of the rounds'"] + cases.map(\.name) + ["geometric mean", "request-reply"])
        for row in subjects {
            for peer in rows where peer.hub !== row.hub {
                let pair = "\(row.door.label) : \(peer.door.label)"
                table.add(["throughput, \(pair)"] + means(BusRatio.rates(row, peer)) + [""])
                table.add(["CPU, \(pair)"] + means(BusRatio.costs(row, peer)) + [fixed(BusRatio.requestCost(row, peer), 2)])
                table.add(["p50, \(pair)"] + cases.map { _ in "" } + ["", fixed(BusRatio.p50(row, peer), 2)])
            }
        }
        table.show("Ratios")
    }

    private var subjects: [BusRow] {
        let roost = rows.filter { $0.hub.kind == .roost }
        return roost.isEmpty ? rows.filter { $0.hub.kind == .relay } : roost
    }

    private func means(_ ratios: [Double]) -> [String] {
        (ratios + [geometricMean(ratios)]).map { fixed($0, 2) }
    }

    /// roost's unix door against the budgets; true if all that could be judged are met.
    func judge() -> Bool {
        var budgets = Budgets()
        guard let roost = rows.first(where: { $0.hub.kind == .roost }) else { return true }
        for peer in rows where peer.hub.kind == .nats || peer.hub.kind == .newerNats { judge(roost, against: peer, &budgets) }
        for peer in rows where peer.hub.kind == .relay {
            budgets.atMost(1.3, "request-reply p50 : \(peer.door.label)", BusRatio.p50(roost, peer))
        }
        budgets.atMost(5, "kernel RSS after the backlog", Double(roost.rest) / 1024, unit: "MB")
        for row in rows where row.hub === roost.hub { judgeHonesty(row, &budgets) }
        budgets.show()
        return budgets.areMet
    }

    private func judge(_ roost: BusRow, against peer: BusRow, _ budgets: inout Budgets) {
        let rates = BusRatio.rates(roost, peer)
        for (one, ratio) in zip(cases, rates) { budgets.atLeast(1, "throughput \(one.name) : \(peer.door.label)", ratio) }
        budgets.atLeast(1.5, "throughput, geometric mean : \(peer.door.label)", geometricMean(rates))
        budgets.atMost(0.6, "CPU per message, geometric mean : \(peer.door.label)", geometricMean(BusRatio.costs(roost, peer)))
        budgets.atMost(0.5, "request-reply p50 : \(peer.door.label)", BusRatio.p50(roost, peer))
    }

    private func judgeHonesty(_ row: BusRow, _ budgets: inout Budgets) {
        let wrong = row.all.reduce(0) { $0 + $1.lost + $1.disordered + $1.refused } + row.roundTrips.reduce(0) { $0 + $1.wrong }
        budgets.holds("nothing lost, out of order or refused: \(row.door.label)", "\(wrong)", wrong == 0)
    }
}

import Glibc

/// Updates of a feature and of the runtime on a real router: how long, for how long nobody is served, what is written and what it takes.
///
/// Outages and memory are taken in different rounds: who sums up memory takes time.
final class UpdateBench {
    /// Until what a start or an update touched of the program is given back: plugins do that every 10 s.
    private static let settling = 12.0

    private let folder: TemporaryFolder
    private let roost: String
    private let rounds: Int
    private var rows = [UpdateRow("feature, by delta"), UpdateRow("feature, whole"), UpdateRow("runtime, by delta")]
    private var versions = ["web": 1, "core": 1]

    init(_ options: Options) throws(BenchFailure) {
        folder = try TemporaryFolder()
        roost = try Programs.roost(options)
        rounds = max(2, options.count ?? 4)
        for name in ["nginx", "mkfs.ext4"] where Programs.found(name) == nil { throw .cannot("\(name) is not here; run Config/install") }
    }

    func run() throws(BenchFailure) -> Bool {
        say("update: \(rounds) rounds; load now \(loadAverage())\n")
        let router = try UpdateHome(roost, in: folder)
        pause(seconds: Self.settling)
        let idle = Footprint(of: router.guardian.pid)
        say("  idle, KB: \(idle.words)\n")
        for round in 0..<rounds {
            for (index, id) in ["web", "web", "core"].enumerated() {
                try update(router, id, &rows[index], byDelta: index != 1, forMemory: round.isMultiple(of: 2))
                say("  round \(round + 1) of \(rounds): \(rows[index].label)\n", to: 2)
            }
        }
        pause(seconds: Self.settling)
        let after = Footprint(of: router.guardian.pid)
        say("  idle after them, KB: \(after.words)\n")
        var table = Table(UpdateRow.head)
        for row in rows { table.add(row.cells) }
        table.show("Updates; 5 s of each are looking whether it is good")
        return judge(idle, after)
    }

    private func judge(_ idle: Footprint, _ after: Footprint) -> Bool {
        var budgets = Budgets()
        budgets.atMost(5, "the kernel, idle, RSS", Double(idle.resident("roost-kernel")) / 1024, unit: "MB")
        budgets.atMost(25, "all first-party processes, idle, PSS", Double(idle.sum) / 1024, unit: "MB")
        budgets.atMost(25, "all first-party processes, idle after the updates, PSS", Double(after.sum) / 1024, unit: "MB")
        for row in rows[..<2] { budgets.atMost(100, "\(row.label): stop to ready, median", median(row.outages), unit: "ms") }
        budgets.atMost(1000, "\(rows[2].label): stop to features ready, median", median(rows[2].ready), unit: "ms")
        for row in rows { budgets.atMost(12, "\(row.label): memory above idle, highest", Double(row.above.max() ?? 0) / 1024, unit: "MB") }
        budgets.show()
        return budgets.areMet
    }

    private func update(
        _ router: UpdateHome, _ id: String, _ row: inout UpdateRow, byDelta: Bool, forMemory: Bool
    ) throws(BenchFailure) {
        let version = (versions[id] ?? 0) + 1
        versions[id] = version
        if id == "core" {
            try router.workshop.releaseCore(version, byDelta: byDelta)
        } else {
            try router.workshop.releaseWeb(version, byDelta: byDelta)
        }
        pause(seconds: Self.settling)
        let (sent, written) = (router.sent, router.disk.written)
        let began = nanoseconds()
        let process = try router.begin(id)
        if forMemory { row.above.append(try sampleMemory(router, while: process)) } else { try watch(router, id, &row, while: process) }
        row.seconds.append(Double(nanoseconds() - began) / 1e9)
        guard process.succeeded else { throw .cannot("the update of \(id) to \(version).0.0: \(router.words)") }
        row.trees.append(try router.workshop.treeLength(id, version))
        row.fetched.append(router.sent - sent)
        row.written.append(router.disk.written - written)
    }

    /// Kilobytes at most above what there was before, looked at every 20 ms.
    private func sampleMemory(_ router: UpdateHome, while process: Process) throws(BenchFailure) -> Int {
        let idle = Footprint(of: router.guardian.pid)
        var most = idle
        while process.isRunning {
            let now = Footprint(of: router.guardian.pid)
            if now.sum > most.sum { most = now }
            pause(seconds: 0.02)
        }
        say("  idle \(idle.sum) KB (\(idle.words)); at most \(most.sum) KB (\(most.words))\n", to: 2)
        return most.sum - idle.sum
    }

    private func watch(_ router: UpdateHome, _ id: String, _ row: inout UpdateRow, while process: Process) throws(BenchFailure) {
        var outage = Outage(of: router.workshop.webPort)
        var ready = 0
        while process.isRunning || !outage.isServed {
            outage.look()
            if router.guardian.line(within: 0) == "ready" { ready = nanoseconds() }
            pause(seconds: 0.001)
        }
        guard outage.longest > 0 else { throw .cannot("an update of \(id) without an outage: nothing was measured") }
        row.outages.append(Double(outage.longest) / 1e6)
        if id == "core" { row.ready.append(Double(max(ready, outage.began + outage.longest) - outage.began) / 1e6) }
    }
}

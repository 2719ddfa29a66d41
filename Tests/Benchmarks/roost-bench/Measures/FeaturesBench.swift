import Glibc

/// A host of very many features that only sleep: until all are ready, what each costs the kernel, until all have stopped.
final class FeaturesBench {
    private let folder: TemporaryFolder
    private let program: String
    private let count: Int

    init(_ options: Options) throws(BenchFailure) {
        folder = try TemporaryFolder()
        program = try Programs.roost(options)
        count = options.count ?? 1000
    }

    func run() throws(BenchFailure) -> Bool {
        say("features: \(count); load now \(loadAverage())\n")
        let empty = try host(0)
        let full = try host(count)
        let head = [
            "features", "ready after, ms", "running", "kernel RSS, KB", "PSS, KB", "peak, KB", "stopped after, ms", "exit", "left over",
        ]
        var table = Table(head)
        for one in [empty, full] { table.add(one.cells) }
        table.show("Features")
        return judge(empty, full)
    }

    private func judge(_ empty: HostRun, _ full: HostRun) -> Bool {
        var budgets = Budgets()
        budgets.atMost(100, "a host without features is ready", empty.ready, unit: "ms")
        budgets.atMost(20, "kernel memory for each feature", Double(full.memory.rss - empty.memory.rss) / Double(count), unit: "KB")
        budgets.holds("all features run", "\(full.running) of \(count)", full.running == count)
        budgets.holds("all stopped, nothing left", "\(full.left)", full.left == 0 && full.stoppedWell)
        budgets.show()
        return budgets.areMet
    }

    private func host(_ features: Int) throws(BenchFailure) -> HostRun {
        let home = try RoostHome("\(folder.path)/home-\(features)")
        for index in 0..<features { try home.add("sleep-\(index)", exec: ["/bin/sleep", "infinity"]) }
        let log = "\(folder.path)/roost-\(features).log"
        let start = nanoseconds()
        let host = try Process([Programs.relay, "tether"] + home.command(program), errorsTo: log)
        guard host.line(within: 120) == "ready" else { throw .cannot("roost did not get ready: \((contents(of: log) ?? "").suffix(2000))") }
        let ready = nanoseconds() - start
        pause(seconds: 1)
        return HostRun(host, features: features, ready: Double(ready) / 1e6)
    }
}

/// One life of a host.
private struct HostRun {
    let features: Int
    let ready: Double
    let running: Int
    let memory: (rss: Int, pss: Int)
    let peak: Int
    let stopped: Double
    let stoppedWell: Bool
    let left: Int

    init(_ host: Process, features: Int, ready: Double) {
        self.features = features
        self.ready = ready
        let children = descendants(of: host.pid)
        running = processes().filter { children.contains($0.pid) && $0.name == "sleep" }.count
        memory = roost_bench.memory(of: host.pid)
        peak = peakMemory(of: host.pid)
        let start = nanoseconds()
        let ended = host.end(within: 60)
        stopped = Double(nanoseconds() - start) / 1e6
        stoppedWell = ended && host.succeeded
        left = processes().filter { children.contains($0.pid) }.count
    }

    var cells: [String] {
        let numbers = [String(running), String(memory.rss), String(memory.pss), String(peak)]
        return [String(features), fixed(ready)] + numbers + [fixed(stopped), stoppedWell ? "0" : "not 0", String(left)]
    }
}

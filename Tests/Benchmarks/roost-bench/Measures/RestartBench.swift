import Glibc

/// kill -9 of a service to the first instruction of its successor's main. Each service is killed once, after a life of over a second:
/// runsv waits a second after a shorter life, roost after the second crash.
final class RestartBench {
    private let options: Options
    private let folder: TemporaryFolder
    private var count: Int { options.count ?? 20 }

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        folder = try TemporaryFolder()
    }

    func run() throws(BenchFailure) -> Bool {
        say("restart: \(count) kills each; load now \(loadAverage())\n")
        let runsv = try attempt("runsv") { () throws(BenchFailure) in try underRunsv() }
        let roost = try attempt("roost") { () throws(BenchFailure) in try underRoost() }
        let limited = try attempt("roost") { () throws(BenchFailure) in try underRoost(limits: Self.limits) }
        var table = Table(["kill -9 to the successor's main, ms", "best", "p50", "max", "restarted"])
        for (label, times) in [("roost", roost), ("roost, with limits", limited), ("runit's runsv", runsv)] where !times.isEmpty {
            table.add([label] + figures(times))
        }
        table.show("Restart")
        return judge(roost, limited)
    }

    /// Without a program named on the command line, what is not there is said and left out.
    private func attempt(_ name: String, _ body: () throws(BenchFailure) -> [Double]) throws(BenchFailure) -> [Double] {
        do {
            return try body()
        } catch {
            if name == "roost" && options.roost != nil { throw error }
            say("without \(name): \(error.words)\n")
            return []
        }
    }

    private func figures(_ times: [Double]) -> [String] {
        let sorted = times.sorted()
        return [sorted[0], median(sorted), sorted[sorted.count - 1]].map { fixed($0, 2) } + [
            "\(times.filter(\.isFinite).count) of \(count)"
        ]
    }

    private func judge(_ roost: [Double], _ limited: [Double]) -> Bool {
        var budgets = Budgets()
        for (label, times) in [("", roost), (" with limits", limited)] where !times.isEmpty {
            budgets.atMost(10, "kill -9 to the successor's main\(label), p50", median(times), unit: "ms")
            budgets.atMost(10, "kill -9 to the successor's main\(label), max", times.max() ?? .infinity, unit: "ms")
        }
        budgets.show()
        return budgets.areMet
    }

    private static let limits = "memory = \"64M\"\nprocesses = 16"

    private func underRoost(limits: String = "") throws(BenchFailure) -> [Double] {
        let program = try Programs.roost(options)
        let place = folder.path + (limits.isEmpty ? "/plain" : "/limited")
        let home = try RoostHome(place)
        let stamps = (0..<count).map { "\(place)/stamps-\($0)" }
        for (index, file) in stamps.enumerated() {
            try home.add("stamp-\(index)", exec: [Programs.relay, "stamp", file], limits: limits)
        }
        let host = try Process([Programs.relay, "tether"] + home.command(program), errorsTo: folder.path + "/roost.log")
        defer { host.end(within: 30) }
        guard host.line(within: 30) == "ready" else {
            throw .cannot("roost did not get ready: \(contents(of: folder.path + "/roost.log") ?? "")")
        }
        return try killEach(stamps)
    }

    private func underRunsv() throws(BenchFailure) -> [Double] {
        guard let runsvdir = Programs.found("runsvdir") else { throw .cannot("runit is not installed; --install does it") }
        let services = folder.path + "/services"
        try makeFolder(services)
        for index in 0..<count {
            try makeFolder("\(services)/\(index)")
            symlink(Programs.relay, "\(services)/\(index)/run")
        }
        let host = try Process([Programs.relay, "tether", runsvdir, services], errorsTo: folder.path + "/runsv.log")
        defer { end(host) }
        return try killEach((0..<count).map { "\(services)/\($0)/stamps" })
    }

    /// runsvdir only tells its runsv to end, and is gone before them.
    private func end(_ runsvdir: Process) {
        let all = descendants(of: runsvdir.pid)
        runsvdir.end(signal: SIGHUP)
        _ = wait(seconds: 5, every: 0.02) { !processes().contains { all.contains($0.pid) } }
    }

    private func killEach(_ stamps: [String]) throws(BenchFailure) -> [Double] {
        guard wait(seconds: 15, until: { stamps.allSatisfy { !lives($0).isEmpty } }) else { throw .cannot("not all services started") }
        pause(seconds: 2)
        return stamps.map { file in
            pause(seconds: 0.1)
            return kill(lives(file)[0].pid, file)
        }
    }

    /// Milliseconds until its successor's main, infinite if there is none in 5 s.
    private func kill(_ pid: pid_t, _ file: String) -> Double {
        let killed = nanoseconds()
        Glibc.kill(pid, SIGKILL)
        guard wait(seconds: 5, until: { lives(file).count > 1 }) else { return .infinity }
        return Double(lives(file)[1].start - killed) / 1e6
    }

    private func lives(_ file: String) -> [(pid: pid_t, start: Int)] {
        (contents(of: file) ?? "").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, let pid = pid_t(words[0]), let start = Int(words[1]) else { return nil }
            return (pid, start)
        }
    }
}

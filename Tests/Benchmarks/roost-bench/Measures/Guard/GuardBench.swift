import Glibc

/// The guard over the real host: what it weighs, and how long a killed kernel is missed, beside a kernel started by hand.
final class GuardBench {
    private let folder: TemporaryFolder
    private let roost: String
    private let program: String
    private let count: Int

    init(_ options: Options) throws(BenchFailure) {
        folder = try TemporaryFolder()
        roost = try Programs.roost(options)
        program = try Programs.guardian(of: roost)
        count = options.count ?? 20
    }

    func run() throws(BenchFailure) -> Bool {
        say("guard: \(count) kills; load now \(loadAverage())\n")
        let home = try home()
        var lives: [GuardLife] = []
        var byHand: [Double] = []
        for _ in 0..<count {
            byHand.append(try startByHand(home))
            lives.append(try life(home))
        }
        let times = lives.map(\.missed)
        var table = Table(["ms", "p50", "max"])
        table.add(["kernel killed to its successor ready", fixed(median(times)), fixed(times.max() ?? .nan)])
        table.add(["kernel started by hand to ready", fixed(median(byHand)), fixed(byHand.max() ?? .nan)])
        table.show("Guard, 8 features")
        return judge(times, memory: lives.map(\.memory).max() ?? 0)
    }

    private func judge(_ times: [Double], memory: Int) -> Bool {
        var status = stat()
        stat(program, &status)
        var budgets = Budgets()
        budgets.atMost(1024, "the guard on disk", Double(status.st_size) / 1024, unit: "KB")
        budgets.atMost(1024, "the guard's RSS, highest of all lives", Double(memory), unit: "KB")
        budgets.atMost(1000, "a killed kernel is missed for, p50", median(times), unit: "ms")
        budgets.show()
        return budgets.areMet
    }

    private func home() throws(BenchFailure) -> RoostHome {
        let home = try RoostHome(folder.path + "/home")
        for index in 0..<8 { try home.add("sleep-\(index)", exec: ["/bin/sleep", "infinity"]) }
        for name in ["slots", "slots/a", "slots/a/bin"] { try makeFolder("\(home.path)/\(name)") }
        symlink(roost, home.path + "/slots/a/bin/roost")
        symlink("a", home.path + "/slots/current")
        return home
    }

    private func startByHand(_ home: RoostHome) throws(BenchFailure) -> Double {
        let start = nanoseconds()
        let host = try Process([Programs.relay, "tether"] + home.command(roost), errorsTo: folder.path + "/log")
        try awaitReady(host)
        let time = Double(nanoseconds() - start) / 1e6
        host.end(within: 30)
        return time
    }

    private func life(_ home: RoostHome) throws(BenchFailure) -> GuardLife {
        let command = [program] + Array(home.command(roost).dropFirst(2))
        let guardian = try Process([Programs.relay, "tether"] + command, errorsTo: folder.path + "/log")
        defer { guardian.end(within: 40) }
        try awaitReady(guardian)
        guard let kernel = processes().first(where: { $0.parent == guardian.pid }) else { throw .cannot("the guard has no kernel") }
        pause(seconds: 0.5)
        let start = nanoseconds()
        kill(kernel.pid, SIGKILL)
        try awaitReady(guardian)
        let missed = Double(nanoseconds() - start) / 1e6
        return GuardLife(missed: missed, memory: memory(of: guardian.pid).rss)
    }

    /// The host says so on stdout, which is the guard's as well.
    private func awaitReady(_ process: Process) throws(BenchFailure) {
        guard process.line(within: 30) == "ready" else {
            throw .cannot("roost did not get ready: \((contents(of: folder.path + "/log") ?? "").suffix(2000))")
        }
    }
}

/// One guard and the death of its first kernel: milliseconds without a ready one, kilobytes resident after.
private struct GuardLife {
    let missed: Double
    let memory: Int
}

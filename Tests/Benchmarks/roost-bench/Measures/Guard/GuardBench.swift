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
        let (whole, bare) = (try wholeHome(), try bareHome())
        var lives: [GuardLife] = []
        var byHand: [Double] = []
        var bareTimes: [Double] = []
        for round in 0..<count {
            byHand.append(try startByHand(whole))
            lives.append(try life(whole))
            bareTimes.append(try bareLife(bare, round))
        }
        let times = lives.map(\.missed)
        var table = Table(["ms", "p50", "max"])
        for (what, times) in [
            ("kernel killed to its successor's main (through sh)", bareTimes), ("kernel killed to its successor ready", times),
            ("kernel started by hand to ready", byHand),
        ] { table.add([what, fixed(median(times)), fixed(times.max() ?? .nan)]) }
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

    // MARK: - Homes

    private func wholeHome() throws(BenchFailure) -> RoostHome {
        let home = try slots(in: "whole")
        for index in 0..<8 { try home.add("sleep-\(index)", exec: ["/bin/sleep", "infinity"]) }
        symlink(roost, home.path + "/slots/a/bin/roost")
        return home
    }

    /// Its kernel only writes down when it began.
    private func bareHome() throws(BenchFailure) -> RoostHome {
        let home = try slots(in: "bare")
        let program = home.path + "/slots/a/bin/roost"
        try write("#!/bin/sh\nexec '\(Programs.relay)' stamp '\(home.path)/stamps'\n", toFile: program)
        chmod(program, 0o755)
        return home
    }

    private func slots(in name: String) throws(BenchFailure) -> RoostHome {
        let home = try RoostHome("\(folder.path)/\(name)")
        for name in ["slots", "slots/a", "slots/a/bin"] { try makeFolder("\(home.path)/\(name)") }
        symlink("a", home.path + "/slots/current")
        return home
    }

    // MARK: - Lives

    private func startByHand(_ home: RoostHome) throws(BenchFailure) -> Double {
        let start = nanoseconds()
        let host = try Process([Programs.relay, "tether"] + home.command(roost), errorsTo: folder.path + "/log")
        try awaitReady(host)
        let time = Double(nanoseconds() - start) / 1e6
        host.end(within: 30)
        return time
    }

    private func life(_ home: RoostHome) throws(BenchFailure) -> GuardLife {
        let guardian = try startGuard(home)
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

    private func bareLife(_ home: RoostHome, _ round: Int) throws(BenchFailure) -> Double {
        let guardian = try startGuard(home)
        defer { guardian.end(within: 40) }
        let first = try stamp(2 * round, in: home)
        pause(seconds: 0.1)
        let start = nanoseconds()
        kill(first.pid, SIGKILL)
        return Double(try stamp(2 * round + 1, in: home).start - start) / 1e6
    }

    private func startGuard(_ home: RoostHome) throws(BenchFailure) -> Process {
        let command = [program] + Array(home.command(roost).dropFirst(2))
        return try Process([Programs.relay, "tether"] + command, errorsTo: folder.path + "/log")
    }

    private func stamp(_ index: Int, in home: RoostHome) throws(BenchFailure) -> (pid: pid_t, start: Int) {
        func stamps() -> [Substring] { (contents(of: home.path + "/stamps") ?? "").split(separator: "\n") }
        guard wait(seconds: 10, until: { stamps().count > index }) else { throw .cannot("the guard has not started its kernel") }
        let words = stamps()[index].split(separator: " ")
        guard words.count == 2, let pid = pid_t(words[0]), let start = Int(words[1]) else { throw .cannot("no stamp") }
        return (pid, start)
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

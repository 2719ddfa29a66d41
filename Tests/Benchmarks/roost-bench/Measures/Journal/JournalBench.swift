import Glibc

/// Durable appends over a real host, beside one fsync for each append on the same disk; and recovery over a full journal.
final class JournalBench {
    private let options: Options
    private let folder: TemporaryFolder
    private var rows = [AppendRow("one fsync for each append", writers: 0), AppendRow("journal, 1 writer", writers: 1)]
    private var events: Int { options.count ?? 100_000 }

    init(_ options: Options) throws(BenchFailure) {
        self.options = options
        folder = try TemporaryFolder()
        rows.append(AppendRow("journal, 64 writers", writers: 64))
    }

    func run() throws(BenchFailure) -> Bool {
        say("journal: \(options.rounds) rounds of \(fixed(options.seconds)) s; load now \(loadAverage())\n")
        let program = try Programs.roost(options)
        let home = try RoostHome(folder.path + "/home")
        try home.addJournal()
        let memory = try appends(program, home)
        let recoveries = try recover(program, home)
        show(memory, recoveries)
        return judge(recoveries)
    }

    /// Kilobytes the journal had resident after it.
    private func appends(_ program: String, _ home: RoostHome) throws(BenchFailure) -> Int {
        let host = try Process([Programs.relay, "tether"] + home.command(program), errorsTo: folder.path + "/roost.log")
        defer { host.end(within: 30) }
        guard host.line(within: 30) == "ready" else {
            throw .cannot("roost did not get ready: \(contents(of: folder.path + "/roost.log") ?? "")")
        }
        let door = Door(label: "roost", endpoint: .unix(home.socket))
        let servers = try servers(of: host)
        for round in 0..<options.rounds {
            for index in rows.indices {
                try rows[(index + round) % rows.count].measure(at: door, options.seconds, file: home.path + "/data/fsync", of: servers)
            }
        }
        let filler = try Process([Programs.own, "client", "fill", door.endpoint.text, String(events)])
        guard filler.line(within: 300) == "ready" else { throw .cannot("the journal could not be filled with \(events) events") }
        return memory(of: servers[1]).rss
    }

    /// The kernel, and the journal.
    private func servers(of host: Process) throws(BenchFailure) -> [pid_t] {
        let (all, family) = (processes(), descendants(of: host.pid).union([host.pid]))
        let found = ["roost-kernel", "roost-journal"].compactMap { name in all.first { $0.name == name && family.contains($0.pid) }?.pid }
        guard found.count == 2 else { throw .cannot("the kernel and the journal are not both there") }
        return found
    }

    /// Milliseconds from the start of a process that opens, checks and recovers the journal to its end.
    private func recover(_ program: String, _ home: RoostHome) throws(BenchFailure) -> [Double] {
        var times: [Double] = []
        for _ in 0..<options.rounds {
            let began = nanoseconds()
            let process = try Process(
                [program, "roost-journal", "--recover-only", "--home", home.path], errorsTo: folder.path + "/recover.log")
            while process.line(within: 30) != nil {}
            let took = Double(nanoseconds() - began) / 1e6
            guard process.end(within: 5), process.succeeded else {
                throw .cannot("recovery failed: \(contents(of: folder.path + "/recover.log") ?? "")")
            }
            times.append(took)
        }
        return times
    }

    private func show(_ memory: Int, _ recoveries: [Double]) {
        var table = Table([
            "durable appends of 200 B a second", "best", "median", ": one fsync each", "CPU each, µs: client", "kernel", "journal", "wrong",
        ])
        for row in rows { table.add(row.cells(against: rows[0])) }
        table.show("Journal")
        say("journal's RSS after \(events) events: \(memory) KB; recovery over them: best \(fixed(recoveries.min() ?? .nan)) ms, ")
        say("median \(fixed(median(recoveries))) ms\n")
    }

    private func judge(_ recoveries: [Double]) -> Bool {
        var budgets = Budgets()
        budgets.atLeast(20, "64 writers : one fsync for each append", rows[2].ratio(to: rows[0]))
        budgets.atMost(200, "recovery over \(events) events, median", median(recoveries), unit: "ms")
        let wrong = rows.reduce(0) { $0 + $1.wrong }
        budgets.holds("nothing lost or counted twice", "\(wrong)", wrong == 0)
        budgets.show()
        return budgets.areMet
    }
}

import Contracts
import Glibc

/// Waits for the end of an update, also over a restart of the host, which an update of Roost itself makes.
struct UpdateFollower {
    private let door: Door
    /// As long as the guard takes to bring back what was there before, and some more.
    private static let patience = Duration.seconds(300)

    init(_ door: Door) { self.door = door }

    /// What an update that has begun comes to; a failure unless it stays.
    func finish(_ answer: Answer, isDetached: Bool, asJSON: Bool) throws {
        let update: UpdateContract.Update = try answer.read()
        guard !isDetached else {
            return Output.line(
                asJSON ? answer.text : Printable.line("update \(update.id) has begun; roost update status --follow watches it"))
        }
        let report = try follow(update.id)
        try report.print(asJSON: asJSON)
        guard report.end == UpdateContract.End.committed.rawValue else {
            throw CommandFailure(Printable.line("the update has ended as \(report.end): \(report.reason)"))
        }
    }

    func follow(_ id: String) throws -> UpdateContract.Report {
        var deadline = ContinuousClock.now + Self.patience
        var wasThere = true
        while true {
            do {
                return try watch(id)
            } catch let failure as CommandFailure where failure.status == .noHost {
                if wasThere {
                    Output.error("roost: the host is away; waiting for it to come back")
                    deadline = ContinuousClock.now + Self.patience
                }
                wasThere = false
                guard ContinuousClock.now < deadline else { throw failure }
                usleep(500_000)
                wasThere = door.isOpen
            }
        }
    }

    private func watch(_ id: String) throws -> UpdateContract.Report {
        try door.enter { bus in
            let watch = UpdateWatch(id, on: bus)
            defer { watch.end() }
            return try await watch.run()
        }
    }
}

extension UpdateContract.Report {
    func print(asJSON: Bool) throws {
        if asJSON { return Output.line(try Answer(self).text) }
        UpdateReport.lines(self, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}

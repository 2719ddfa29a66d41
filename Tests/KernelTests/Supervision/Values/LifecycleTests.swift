import EventLoop
import Manifests
import Testing

@testable import Kernel

/// The table, written a second time as a reader would say it; every pair of phase and event is tried.
@Suite struct `A feature's life` {
    /// `phase | event | next phase | actions`; every pair that is not here changes nothing.
    static let table = """
        stopped          | start      | starting         | spawn
        stopped          | restart    | starting         | spawn
        stopped          | disable    | disabled operator| save
        stopped          | invalidate | invalid          |
        starting         | ready      | ready            | watchHealth
        starting         | overdue    | stopping recover | record kill
        starting         | ended      | starting         | record spawn
        starting         | postponed  | backoff          | delay
        starting         | stop       | stopping rest    | terminate
        starting         | restart    | stopping start   | terminate
        starting         | disable    | stopping disable | save terminate
        starting         | invalidate | stopping invalid | terminate
        ready            | unhealthy  | stopping recover | record kill
        ready            | ended      | starting         | record spawn
        ready            | stop       | stopping rest    | terminate
        ready            | restart    | stopping start   | terminate
        ready            | disable    | stopping disable | save terminate
        ready            | invalidate | stopping invalid | terminate
        stopping rest    | ended      | stopped          |
        stopping rest    | start      | stopping start   |
        stopping rest    | restart    | stopping start   |
        stopping rest    | disable    | stopping disable | save
        stopping rest    | invalidate | stopping invalid |
        stopping start   | ended      | starting         | spawn
        stopping start   | stop       | stopping rest    |
        stopping start   | disable    | stopping disable | save
        stopping start   | invalidate | stopping invalid |
        stopping recover | ended      | starting         | spawn
        stopping recover | restart    | stopping start   |
        stopping recover | stop       | stopping rest    |
        stopping recover | disable    | stopping disable | save
        stopping recover | invalidate | stopping invalid |
        stopping disable | ended      | disabled operator|
        stopping disable | enable     | stopping start   | save
        stopping invalid | ended      | invalid          |
        stopping invalid | validate   | stopping rest    |
        backoff          | delayOver  | starting         | spawn
        backoff          | start      | starting         | cancelDelay spawn
        backoff          | restart    | starting         | cancelDelay spawn
        backoff          | reset      | starting         | cancelDelay save spawn
        backoff          | stop       | stopped          | cancelDelay
        backoff          | disable    | disabled operator| cancelDelay save
        backoff          | invalidate | invalid          | cancelDelay
        disabled crashes | enable     | starting         | save spawn
        disabled crashes | reset      | starting         | save spawn
        disabled crashes | newVersion | starting         | save spawn
        disabled crashes | disable    | disabled operator| save
        disabled crashes | invalidate | invalid crashes  |
        disabled operator| enable     | starting         | save spawn
        disabled operator| invalidate | invalid operator |
        invalid          | validate   | stopped          |
        invalid crashes  | validate   | disabled crashes |
        invalid crashes  | reset      | invalid          | save
        invalid crashes  | newVersion | invalid          | save
        invalid operator | validate   | disabled operator|
        """

    @Test func `every pair of phase and event does what the table says`() throws {
        var expected: [String: String] = [:]
        for row in Self.table.split(separator: "\n") {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
            expected["\(cells[0]) + \(cells[1])"] = "\(cells[2]): \(cells[3])"
        }
        for (name, phase) in Self.phases {
            for (event, what) in Self.events {
                var life = Self.life(in: phase)
                try #require(life.phase == phase)
                let actions = life.handle(what, at: now).map(\.name).joined(separator: " ")
                let next = Self.phases.first { $0.1 == life.phase }?.0 ?? "?"
                let forgets = event == "reset" || event == "newVersion" ? "save" : ""
                let pair = "\(name) + \(event)"
                #expect("\(next): \(actions)" == expected.removeValue(forKey: pair) ?? "\(name): \(forgets)", "\(pair)")
            }
        }
        #expect(expected.isEmpty, "rows for pairs that do not exist: \(expected.keys)")
    }

    @Test func `four restarts after 0, 1, 5 and 30 seconds, then no more`() {
        var life = Lifecycle(policy: RestartPolicy(), crashes: window)
        #expect(life.handle(.start, at: now) == [.spawn])
        #expect(life.handle(.ended(died), at: now) == [.record(died), .spawn])
        for delay: Milliseconds in [1000, 5000, 30_000] {
            #expect(life.handle(.ended(died), at: now) == [.record(died), .delay(delay)])
            #expect(life.handle(.delayOver, at: now) == [.spawn])
        }
        #expect(life.handle(.ended(died), at: now) == [.record(died), .announceDisabled])
        #expect(life.phase == .disabled(.byCrashes) && life.handle(.start, at: now) == [] && life.handle(.delayOver, at: now) == [])
        #expect(life.handle(.reset, at: now) == [.save, .spawn] && life.crashes.count(at: now) == 0)
    }

    @Test func `what the host cannot start is tried again as long as it takes, and is no crash`() {
        var life = Lifecycle(policy: RestartPolicy(), crashes: window)
        #expect(life.handle(.start, at: now) == [.spawn])
        for _ in 0..<100 {
            #expect(life.handle(.postponed, at: now, jitter: 0.5) == [.delay(1500)])
            #expect(life.handle(.delayOver, at: now) == [.spawn])
        }
        #expect(life.phase == .starting && life.crashes.count(at: now) == 0)
    }

    @Test func `the fifth crash disables at 3599 seconds, not at 3601`() {
        for (seconds, phase) in [(3599, Lifecycle.Phase.disabled(.byCrashes)), (3600, .backoff), (3601, .backoff)] {
            var life = Lifecycle(policy: RestartPolicy(), crashes: window)
            _ = life.handle(.start, at: now)
            for crash in 0..<5 {
                let time = now + (crash == 4 ? Int64(seconds) * 1000 : Int64(crash) * 900_000)
                _ = life.handle(.ended(died), at: time)
                if crash < 4 { _ = life.handle(.delayOver, at: time) }
            }
            #expect(life.phase == phase, "\(seconds)")
        }
    }

    @Test func `what is killed for being late or ill is a crash though its end was wanted`() {
        var life = Self.life(in: .ready)
        let ill = Cause.unhealthy(failures: 3, last: "refused")
        #expect(life.handle(.unhealthy(ill), at: now) == [.record(ill), .kill])
        #expect(life.crashes.count(at: now) == 1)
        #expect(life.handle(.ended(.signalled(9)), at: now) == [.spawn])
        #expect(life.crashes.count(at: now) == 1)
    }

    @Test func `a feature stopped while it is killed for a crash stays down, its crash counts`() {
        var life = Self.life(in: .stopping(.recover))
        _ = life.handle(.stop, at: now)
        _ = life.handle(.ended(died), at: now)
        #expect(life.phase == .stopped && life.crashes.count(at: now) == 1)
    }

    @Test(arguments: [
        (Manifest.Restart.permanent, Cause.exited(0), Lifecycle.Phase.starting, 1), (.permanent, .exited(1), .starting, 1),
        (.transient, .exited(0), .stopped, 0), (.transient, .exited(1), .starting, 1), (.transient, .signalled(9), .starting, 1),
        (.temporary, .exited(0), .stopped, 0), (.temporary, .exited(1), .stopped, 1),
    ])
    func `permanent, transient and temporary mean what they mean in OTP`(
        restart: Manifest.Restart, cause: Cause, phase: Lifecycle.Phase, crashes: Int
    ) {
        for isReady in [false, true] {
            var life = Lifecycle(policy: RestartPolicy(restart: restart), crashes: window)
            _ = life.handle(.start, at: now)
            if isReady { _ = life.handle(.ready, at: now) }
            _ = life.handle(.ended(cause), at: now)
            #expect(life.phase == phase && life.crashes.count(at: now) == crashes)
        }
    }
}

extension `A feature's life` {
    private static let phases: [(String, Lifecycle.Phase)] = [
        ("stopped", .stopped), ("starting", .starting), ("ready", .ready), ("stopping rest", .stopping(.rest)),
        ("stopping start", .stopping(.start)), ("stopping recover", .stopping(.recover)), ("stopping disable", .stopping(.disable)),
        ("stopping invalid", .stopping(.invalid)), ("backoff", .backoff), ("disabled crashes", .disabled(.byCrashes)),
        ("disabled operator", .disabled(.byOperator)), ("invalid", .invalid(nil)), ("invalid crashes", .invalid(.byCrashes)),
        ("invalid operator", .invalid(.byOperator)),
    ]

    private static let events: [(String, Lifecycle.Event)] = [
        ("start", .start), ("stop", .stop), ("restart", .restart), ("enable", .enable), ("disable", .disable), ("reset", .reset),
        ("invalidate", .invalidate), ("validate", .validate), ("newVersion", .newVersion), ("ready", .ready),
        ("overdue", .overdue(.notReady(within: 1, last: nil))), ("unhealthy", .unhealthy(.unhealthy(failures: 3, last: "x"))),
        ("ended", .ended(died)), ("postponed", .postponed), ("delayOver", .delayOver),
    ]

    /// The shortest way there.
    private static func life(in phase: Lifecycle.Phase) -> Lifecycle {
        let events: [Lifecycle.Event] =
            switch phase {
            case .stopped: []
            case .starting: [.start]
            case .ready: [.start, .ready]
            case .stopping(.rest): [.start, .stop]
            case .stopping(.start): [.start, .restart]
            case .stopping(.recover): [.start, .overdue(.notReady(within: 1, last: nil))]
            case .stopping(.disable): [.start, .disable]
            case .stopping(.invalid): [.start, .invalidate]
            case .backoff: [.start, .ended(died), .ended(died)]
            case .disabled(.byOperator): [.disable]
            case .disabled(.byCrashes): []
            case .invalid(nil), .invalid(.byCrashes): [.invalidate]
            case .invalid(.byOperator): [.disable, .invalidate]
            }
        let isGivenUp = phase == .disabled(.byCrashes) || phase == .invalid(.byCrashes)
        var life = Lifecycle(policy: RestartPolicy(), crashes: window, disabledBy: isGivenUp ? .byCrashes : nil)
        for event in events { _ = life.handle(event, at: now) }
        return life
    }
}

private let now = BootTime(milliseconds: 1_000_000)
private let window = CrashWindow(period: 3_600_000)
private let died = Cause.signalled(9)

extension Lifecycle.Action {
    fileprivate var name: String {
        switch self {
        case .spawn: "spawn"
        case .watchHealth: "watchHealth"
        case .terminate: "terminate"
        case .kill: "kill"
        case .delay: "delay"
        case .cancelDelay: "cancelDelay"
        case .record: "record"
        case .announceDisabled: "announceDisabled"
        case .save: "save"
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

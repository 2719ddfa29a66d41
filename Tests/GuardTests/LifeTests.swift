import Testing

@Suite struct LifeTests {
    private struct Row: Equatable, CustomStringConvertible {
        let phase: Phase
        let event: Event
        let next: Phase
        let action: Action

        var description: String { "(\(phase), \(event)) -> (\(next), \(action))" }
    }

    /// Every step that changes or does anything.
    private static let rows = Phase.allCases.flatMap { phase in
        Event.allCases.compactMap { event in
            let (next, action) = Life.step(phase, event)
            return next == phase && action == .nothing ? nil : Row(phase: phase, event: event, next: next, action: action)
        }
    }

    private static let withKernel: [Phase] = [.running, .onTrial, .restarting, .killing, .killingTrial, .stopping]

    @Test func `the whole table is this`() {
        let expected = """
            (waiting, due) -> (waiting, start)
            (waiting, homeTaken) -> (waiting, startSoon)
            (waiting, started) -> (running, nothing)
            (waiting, startedOnTrial) -> (onTrial, nothing)
            (waiting, notStarted) -> (waiting, countFailure)
            (waiting, trialNotStarted) -> (waiting, startAtOnce)
            (waiting, stopAsked) -> (ended, leave)
            (running, ready) -> (running, tellReady)
            (running, restartSaid) -> (restarting, awaitEnd)
            (running, confirmAsked) -> (running, answer)
            (running, kernelEnded) -> (waiting, countFailure)
            (running, silent) -> (killing, kill)
            (running, stopAsked) -> (stopping, stopKernel)
            (onTrial, ready) -> (onTrial, tellReady)
            (onTrial, restartSaid) -> (restarting, awaitEnd)
            (onTrial, confirmAsked) -> (onTrial, confirm)
            (onTrial, confirmed) -> (running, nothing)
            (onTrial, kernelEnded) -> (waiting, startAtOnce)
            (onTrial, silent) -> (killingTrial, kill)
            (onTrial, deadlinePassed) -> (killingTrial, kill)
            (onTrial, stopAsked) -> (stopping, stopKernel)
            (restarting, confirmAsked) -> (restarting, answer)
            (restarting, kernelEnded) -> (waiting, startAfresh)
            (restarting, overdue) -> (restarting, kill)
            (restarting, stopAsked) -> (stopping, stopKernel)
            (killing, kernelEnded) -> (waiting, countFailure)
            (killing, overdue) -> (killing, kill)
            (killing, stopAsked) -> (stopping, awaitEnd)
            (killingTrial, kernelEnded) -> (waiting, startAtOnce)
            (killingTrial, overdue) -> (killingTrial, kill)
            (killingTrial, stopAsked) -> (stopping, awaitEnd)
            (stopping, confirmAsked) -> (stopping, answer)
            (stopping, kernelEnded) -> (ended, leave)
            (stopping, overdue) -> (stopping, kill)
            """
        #expect(Self.rows.map(\.description).joined(separator: "\n") == expected)
    }

    @Test func `the end of a kernel is never the end of the guard, unless that was asked for`() {
        for phase in Self.withKernel {
            let (next, action) = Life.step(phase, .kernelEnded)
            let starts: [Action] = [.startAtOnce, .startAfresh, .countFailure]
            #expect(phase == .stopping ? next == .ended : next == .waiting && starts.contains(action), "\(phase)")
        }
        for row in Self.rows where row.next == .ended { #expect([.waiting, .stopping].contains(row.phase), "\(row)") }
    }

    @Test func `two kernels never run at once`() {
        for row in Self.rows where row.action == .start { #expect(row.phase == .waiting, "\(row)") }
        for row in Self.rows where Self.withKernel.contains(row.phase) && row.event != .kernelEnded {
            #expect(Self.withKernel.contains(row.next), "\(row)")
        }
    }

    @Test func `no phase is for ever: each has its way to the end`() {
        for phase in Phase.allCases {
            var life = phase
            for event in [Event.stopAsked, .overdue, .kernelEnded] { life = Life.step(life, event).0 }
            #expect(life == .ended, "\(phase)")
        }
        // Whatever waits for an end kills what does not end.
        for phase in [Phase.restarting, .killing, .killingTrial, .stopping] { #expect(Life.step(phase, .overdue).1 == .kill) }
    }

    @Test func `only a kernel on trial can be confirmed, and nothing that fails on trial counts against the slot before`() {
        for row in Self.rows where row.action == .confirm { #expect(row.phase == .onTrial, "\(row)") }
        for row in Self.rows where row.action == .countFailure { #expect(![.onTrial, .killingTrial].contains(row.phase), "\(row)") }
        #expect(Life.step(.killingTrial, .confirmAsked) == (.killingTrial, .nothing))
    }

    @Test func `a life takes its steps from the table`() {
        var life = Life()
        #expect(life.handle(.due) == .start)
        #expect(life.handle(.startedOnTrial) == .nothing)
        #expect(life.handle(.deadlinePassed) == .kill)
        #expect(life.phase == .killingTrial)
    }
}

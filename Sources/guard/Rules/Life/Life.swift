/// The guard's life: what an event means in each phase. The one table; what it does not name changes nothing.
struct Life {
    private(set) var phase = Phase.waiting

    mutating func handle(_ event: Event) -> Action {
        let (next, action) = Self.step(phase, event)
        phase = next
        return action
    }

    static func step(_ phase: Phase, _ event: Event) -> (Phase, Action) {
        switch (phase, event) {
        case (.waiting, .due): (.waiting, .start)
        case (.waiting, .homeTaken): (.waiting, .startSoon)
        case (.waiting, .started): (.running, .nothing)
        case (.waiting, .startedOnTrial): (.onTrial, .nothing)
        case (.waiting, .notStarted): (.waiting, .countFailure)
        case (.waiting, .trialNotStarted): (.waiting, .startAtOnce)
        case (.waiting, .stopAsked): (.ended, .leave)

        case (.running, .kernelEnded): (.waiting, .countFailure)
        case (.running, .silent): (.killing, .kill)
        case (.killing, .kernelEnded): (.waiting, .countFailure)

        // The attempt is on disk: the next choice goes back to the previous slot.
        case (.onTrial, .kernelEnded): (.waiting, .startAtOnce)
        case (.onTrial, .silent), (.onTrial, .deadlinePassed): (.killingTrial, .kill)
        case (.killingTrial, .kernelEnded): (.waiting, .startAtOnce)
        case (.onTrial, .confirmAsked): (.onTrial, .confirm)
        case (.onTrial, .confirmed): (.running, .nothing)

        case (.running, .ready), (.onTrial, .ready): (phase, .tellReady)
        case (.running, .confirmAsked), (.restarting, .confirmAsked), (.stopping, .confirmAsked): (phase, .answer)
        case (.running, .restartSaid), (.onTrial, .restartSaid): (.restarting, .awaitEnd)
        case (.restarting, .kernelEnded): (.waiting, .startAfresh)
        case (.restarting, .overdue), (.killing, .overdue), (.killingTrial, .overdue), (.stopping, .overdue): (phase, .kill)

        case (.running, .stopAsked), (.onTrial, .stopAsked), (.restarting, .stopAsked): (.stopping, .stopKernel)
        case (.killing, .stopAsked), (.killingTrial, .stopAsked): (.stopping, .awaitEnd)
        case (.stopping, .kernelEnded): (.ended, .leave)

        default: (phase, .nothing)
        }
    }
}

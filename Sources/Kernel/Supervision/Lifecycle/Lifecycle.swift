import EventLoop
import Manifests

/// The life of one feature as a table: what happened, in which phase, decides what is done.
///
/// A value without clock and processes; its owner tells it events and does what it answers. Invariants: one process group at
/// most (`spawn` is answered only where none is left), and every phase in which one runs ends by an event of its own.
struct Lifecycle: Equatable {
    private(set) var phase = Phase.stopped
    private(set) var crashes: CrashWindow
    var policy: RestartPolicy

    init(policy: RestartPolicy, crashes: CrashWindow, disabledBy: Disabled? = nil) {
        self.policy = policy
        self.crashes = crashes
        if let disabledBy { phase = .disabled(disabledBy) }
    }

    /// Why it is not to be started, now or once it has ended; kept over restarts of the host.
    var disabledBy: Disabled? {
        switch phase {
        case .disabled(let by): by
        case .invalid(let by): by
        case .stopping(.disable): .byOperator
        default: nil
        }
    }

    /// `jitter`, from 0 to 1, lengthens the wait before a restart. What comes too late, or asks for what is so already, is nothing.
    mutating func handle(_ event: Event, at now: BootTime, jitter: Double = 0) -> [Action] {
        switch (phase, event) {
        case (.stopped, .start), (.stopped, .restart): go(.starting, [.spawn])
        case (.stopped, .disable): go(.disabled(.byOperator), [.save])
        case (.stopped, .invalidate): go(.invalid(nil), [])

        case (.starting, .ready): go(.ready, [.watchHealth])
        case (.starting, .overdue(let cause)), (.ready, .unhealthy(let cause)): abandon(cause, at: now)
        case (.starting, .ended(let cause)), (.ready, .ended(let cause)): end(cause, at: now, jitter)
        case (.starting, .postponed): go(.backoff, [.delay(RestartPolicy.postponement(jitter: jitter))])
        case (.starting, .stop), (.ready, .stop): go(.stopping(.rest), [.terminate])
        case (.starting, .restart), (.ready, .restart): go(.stopping(.start), [.terminate])
        case (.starting, .disable), (.ready, .disable): go(.stopping(.disable), [.save, .terminate])
        case (.starting, .invalidate), (.ready, .invalidate): go(.stopping(.invalid), [.terminate])

        case (.stopping(.recover), .ended): recover(at: now, jitter)
        case (.stopping(let afterwards), _) where !event.isForgetting: redirect(afterwards, event)

        case (.backoff, .delayOver): go(.starting, [.spawn])
        case (.backoff, .start), (.backoff, .restart): go(.starting, [.cancelDelay, .spawn])
        case (.backoff, .reset): forget(and: .starting, [.cancelDelay, .save, .spawn])
        case (.backoff, .stop): go(.stopped, [.cancelDelay])
        case (.backoff, .disable): go(.disabled(.byOperator), [.cancelDelay, .save])
        case (.backoff, .invalidate): go(.invalid(nil), [.cancelDelay])

        case (.disabled(let by), _): lift(by, event)
        case (.invalid(let by), _): mend(by, event)
        case (_, .reset), (_, .newVersion): forget(and: phase, [.save])
        default: []
        }
    }

    /// While it is being stopped, only what comes afterwards can change.
    private mutating func redirect(_ afterwards: Afterwards, _ event: Event) -> [Action] {
        switch (afterwards, event) {
        case (.rest, .ended): go(.stopped, [])
        case (.start, .ended): go(.starting, [.spawn])
        case (.disable, .ended): go(.disabled(.byOperator), [])
        case (.invalid, .ended): go(.invalid(nil), [])
        case (.rest, .start), (.rest, .restart), (.recover, .restart): go(.stopping(.start), [])
        case (.start, .stop), (.recover, .stop), (.invalid, .validate): go(.stopping(.rest), [])
        case (.rest, .disable), (.start, .disable), (.recover, .disable): go(.stopping(.disable), [.save])
        case (.rest, .invalidate), (.start, .invalidate), (.recover, .invalidate): go(.stopping(.invalid), [])
        case (.disable, .enable): go(.stopping(.start), [.save])
        default: []
        }
    }

    private mutating func lift(_ by: Disabled, _ event: Event) -> [Action] {
        switch (by, event) {
        case (.byCrashes, .enable), (.byCrashes, .reset), (.byCrashes, .newVersion): forget(and: .starting, [.save, .spawn])
        case (.byOperator, .enable): go(.starting, [.save, .spawn])
        case (.byOperator, .reset), (.byOperator, .newVersion): forget(and: phase, [.save])
        case (.byCrashes, .disable): go(.disabled(.byOperator), [.save])
        case (_, .invalidate): go(.invalid(by), [])
        default: []
        }
    }

    private mutating func mend(_ by: Disabled?, _ event: Event) -> [Action] {
        switch event {
        case .validate: go(by.map(Phase.disabled) ?? .stopped, [])
        case .reset, .newVersion: forget(and: .invalid(by == .byCrashes ? nil : by), [.save])
        default: []
        }
    }

    private mutating func go(_ next: Phase, _ actions: [Action]) -> [Action] {
        phase = next
        return actions
    }

    private mutating func forget(and next: Phase, _ actions: [Action]) -> [Action] {
        crashes.forget()
        return go(next, actions)
    }

    /// It runs, but it is of no use any more.
    private mutating func abandon(_ cause: Cause, at now: BootTime) -> [Action] {
        crashes.record(at: now)
        return go(.stopping(.recover), [.record(cause), .kill])
    }

    /// It ended though nobody asked it to.
    private mutating func end(_ cause: Cause, at now: BootTime, _ jitter: Double) -> [Action] {
        guard policy.isCrash(cause) else { return go(.stopped, []) }
        crashes.record(at: now)
        return [.record(cause)] + recover(at: now, jitter)
    }

    private mutating func recover(at now: BootTime, _ jitter: Double) -> [Action] {
        let count = crashes.count(at: now)
        if count >= policy.intensity { return go(.disabled(.byCrashes), [.announceDisabled]) }
        guard policy.restart != .temporary else { return go(.stopped, []) }
        let delay = policy.delay(afterCrash: count, jitter: jitter)
        return delay == 0 ? go(.starting, [.spawn]) : go(.backoff, [.delay(delay)])
    }
}

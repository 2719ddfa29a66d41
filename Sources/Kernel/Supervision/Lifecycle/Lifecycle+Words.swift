import Manifests

extension Lifecycle {
    /// Where a feature is in its life.
    enum Phase: Equatable {
        case stopped, starting, ready
        case stopping(Afterwards)
        case backoff
        case disabled(Disabled)
        /// With what holds again once the manifest is usable.
        case invalid(Disabled?)

        var state: FeatureState {
            switch self {
            case .stopped: .stopped
            case .starting: .starting
            case .ready: .ready
            case .stopping: .stopping
            case .backoff: .backoff
            case .disabled: .disabled
            case .invalid: .invalid
            }
        }
    }

    /// What follows once nothing of it is left.
    enum Afterwards: Equatable, CaseIterable {
        case rest, start
        /// It crashed: restart, wait or disable, as the crash window says.
        case recover
        case disable, invalid
    }

    enum Disabled: String, Sendable {
        case byCrashes = "crashes"
        case byOperator = "operator"
    }

    enum Event: Equatable {
        case start, stop, restart
        case enable, disable, reset
        case invalidate, validate
        /// Its manifest has another version now.
        case newVersion
        case ready
        /// It did not become ready in time.
        case overdue(Cause)
        /// Too many health checks in a row failed.
        case unhealthy(Cause)
        /// Its process ended, or could not be started, and nothing of its group is left.
        case ended(Cause)
        /// It could not be started for want of something that is the host's to give: no fault of its own.
        case postponed
        case delayOver

        /// Wherever it changes nothing else, it empties the crash window.
        var isForgetting: Bool { self == .reset || self == .newVersion }

        /// Somebody wants it otherwise than it is, an operator or the host.
        var isCommand: Bool {
            switch self {
            case .start, .stop, .restart, .enable, .disable, .reset, .invalidate, .validate, .newVersion: true
            case .ready, .overdue, .unhealthy, .ended, .postponed, .delayOver: false
            }
        }
    }

    enum Action: Equatable {
        case spawn
        case watchHealth
        /// Ask it to end; kill it if it does not in time.
        case terminate
        case kill
        case delay(Milliseconds)
        case cancelDelay
        /// Keep the crash with its last words, tell those who wait for it, write it to disk.
        case record(Cause)
        case announceDisabled
        case save
    }
}

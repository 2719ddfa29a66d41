import Manifests

/// When a feature that ended is started again.
struct RestartPolicy: Equatable {
    var restart: Manifest.Restart
    /// So many crashes within the window's period disable it.
    var intensity: Int
    /// The wait after the first, second, … crash; the last one for all further.
    var delays: [Milliseconds]
    /// A full jitter of 1 lengthens a wait by this part of it.
    var spread = 0.2

    init(restart: Manifest.Restart = .permanent, settings: SupervisionSettings = SupervisionSettings()) {
        self.restart = restart
        intensity = settings.intensity
        delays = settings.delays
    }

    /// Status 0 is a crash only of what should never end.
    func isCrash(_ cause: Cause) -> Bool { restart == .permanent || cause != .exited(0) }

    /// Until what the host could not start is tried again: one second, twice that at most.
    static func postponement(jitter: Double) -> Milliseconds { 1000 + Milliseconds(1000 * min(max(jitter, 0), 1)) }

    /// Never shorter than the delay itself, so that the sum of all is at least theirs.
    func delay(afterCrash count: Int, jitter: Double) -> Milliseconds {
        guard !delays.isEmpty else { return 0 }
        let delay = delays[min(max(count - 1, 0), delays.count - 1)]
        return delay + Milliseconds(Double(delay) * spread * min(max(jitter, 0), 1))
    }
}

import EventLoop
import Manifests

/// Watches over a ready feature: asks it every `every`, or expects to hear from it as often; `failures` in a row are too many.
final class HealthWatch {
    private let timer: Timer
    private let health: Manifest.Health
    private let loop: Loop
    private let probe: ProbeMaker?
    private var attempt: ProbeRun?
    private var failures = 0
    /// It was too long silent when last looked at; what it may have said meanwhile is read before that counts.
    private var isInDoubt = false
    /// Of the loop's clock.
    private var lastHeard: UInt64
    private var unhealthy: ((Cause) -> Void)?

    /// `probe` makes an attempt; nil for a feature that speaks up itself.
    init(_ health: Manifest.Health, probe: ProbeMaker?, on loop: Loop, unhealthy: @escaping (Cause) -> Void) {
        (self.health, self.probe, self.loop, self.unhealthy) = (health, probe, loop, unhealthy)
        lastHeard = loop.now
        weak var watch: HealthWatch?
        timer = Timer(on: loop) { watch?.due() }
        watch = self
        timer.start(after: probe == nil ? silence : health.every)
    }

    deinit { stop() }

    /// The feature spoke up. Cheap: no timer is touched.
    func heard() { lastHeard = loop.now }

    func stop() {
        unhealthy = nil
        timer.close()
        attempt?.cancel()
        attempt = nil
    }

    private var silence: Milliseconds { health.every * Milliseconds(health.failures) }

    private func due() {
        if let probe {
            attempt = probe { [weak self] answer in self?.answered(answer) }
            return
        }
        let silent = loop.now - lastHeard
        guard silent >= silence else {
            isInDoubt = false
            return timer.start(after: silence - silent)
        }
        guard isInDoubt else {
            // The host itself may not have run for so long, with words that wait in the socket.
            isInDoubt = true
            return timer.start(after: 1)
        }
        end(.unhealthy(failures: health.failures, last: "silent for \(Cause.seconds(silent))"))
    }

    private func answered(_ answer: ProbeRun.Answer) {
        attempt = nil
        switch answer {
        case .well: failures = 0
        case .unasked: break
        case .ill(let words):
            failures += 1
            if failures >= health.failures { return end(.unhealthy(failures: failures, last: words)) }
        }
        timer.start(after: health.every)
    }

    private func end(_ cause: Cause) {
        let tell = unhealthy
        stop()
        tell?(cause)
    }
}

import EventLoop
import Manifests

/// Waits until a feature that was just started is ready, by asking again and again or by being told; not longer than its deadline.
final class ReadinessWatch {
    enum Outcome {
        case ready
        /// With what the last attempt said.
        case overdue(String?)
    }

    private let deadline: Timer
    private var next: Timer?
    private var attempt: ProbeRun?
    /// The first attempts come quickly: most daemons are up within milliseconds.
    private var pause: Milliseconds = 10
    private static let longestPause: Milliseconds = 500
    private var lastFailure: String?
    private let probe: ProbeMaker?
    private var then: ((Outcome) -> Void)?

    /// `probe` makes an attempt; nil for a feature that says so itself.
    init(within: Milliseconds, probe: ProbeMaker?, on loop: Loop, then: @escaping (Outcome) -> Void) {
        self.probe = probe
        self.then = then
        weak var watch: ReadinessWatch?
        deadline = Timer(on: loop) { watch?.end(.overdue(watch?.lastFailure)) }
        if probe != nil { next = Timer(on: loop) { watch?.ask() } }
        watch = self
        deadline.start(after: within)
        next?.start(after: pause)
    }

    deinit { stop() }

    /// The feature said that it is ready.
    func heard() { end(.ready) }

    func stop() {
        then = nil
        deadline.close()
        next?.close()
        attempt?.cancel()
        attempt = nil
    }

    private func ask() {
        attempt = probe? { [weak self] answer in self?.answered(answer) }
    }

    private func answered(_ answer: ProbeRun.Answer) {
        attempt = nil
        switch answer {
        case .well: return end(.ready)
        case .ill(let words), .unasked(let words): lastFailure = words
        }
        next?.start(after: pause)
        pause = min(2 * pause, Self.longestPause)
    }

    private func end(_ outcome: Outcome) {
        let tell = then
        stop()
        tell?(outcome)
    }
}

/// Starts one attempt and tells its result.
typealias ProbeMaker = (_ then: @escaping (ProbeRun.Answer) -> Void) -> ProbeRun

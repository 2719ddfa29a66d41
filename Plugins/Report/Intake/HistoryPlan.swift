import PluginKit

/// When the update plugin is asked again what has ended: soon until it answers, for after a crash of the host it is starting beside this
/// one; then rarely, for what may have been lost on the way.
struct HistoryPlan {
    private var failures = 0
    private var afterAnswers = [60, 600]
    private static let soon = Backoff(first: 1, cap: 3600)

    /// Seconds.
    mutating func pause(isAnswered: Bool) -> Int {
        guard isAnswered else {
            failures += 1
            return Int(Self.soon.base(afterFailure: failures))
        }
        failures = 0
        return afterAnswers.isEmpty ? 3600 : afterAnswers.removeFirst()
    }
}

import Manifests
import PluginKit

/// The policy as it is now, or as it last was good, also before a restart: one mistake in the file changes nothing but what is said.
///
/// One reading at a time: of two, the one that began first might say the last word. What is good is kept beside the reading, which a
/// full disk must not hold up, and tried again with the next one until it is kept.
final class PolicySource {
    private let read: () async -> Result<Policy, ConfigurationProblem>
    /// Keeps what is good, for the next start, and says whether it could.
    var keep: (Policy, _ done: @escaping (Bool) -> Void) -> Void = { $1(true) }
    /// As it was at the last reading.
    private(set) var last = Policy()
    /// Why the file was not taken at the last reading.
    private(set) var problem: String?
    /// What the next start finds; where nothing was kept, these are the defaults.
    private var kept = Policy()
    private var isKeeping = false
    private let turn = Turn()

    init(_ read: @escaping () async -> Result<Policy, ConfigurationProblem>) { self.read = read }

    /// With what was kept, until the file is read.
    func begin(with kept: Policy) { (last, self.kept) = (kept, kept) }

    @discardableResult
    func current() async -> Policy {
        await turn.take()
        defer { turn.pass() }
        switch await read() {
        case .success(let policy): (last, problem) = (policy, nil)
        case .failure(let found): problem = found.text
        }
        keepLast()
        return last
    }

    private func keepLast() {
        guard last != kept, !isKeeping else { return }
        isKeeping = true
        keep(last) { [self, last] isKept in
            isKeeping = false
            guard isKept else { return }
            kept = last
            keepLast()
        }
    }
}

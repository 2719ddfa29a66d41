import Manifests

/// The policy as it is now, or as it last was good, also before a restart: one mistake in the file changes nothing but what is said.
final class PolicySource {
    private let read: () async -> Result<Policy, ConfigurationProblem>
    /// Keeps what is good, for the next start.
    var keep: (Policy) async -> Void = { _ in }
    /// As it was at the last reading.
    private(set) var last = Policy()
    /// Why the file was not taken at the last reading.
    private(set) var problem: String?

    init(_ read: @escaping () async -> Result<Policy, ConfigurationProblem>) { self.read = read }

    /// With what was kept, until the file is read.
    func begin(with kept: Policy) { last = kept }

    @discardableResult
    func current() async -> Policy {
        switch await read() {
        case .success(let policy):
            problem = nil
            guard policy != last else { break }
            last = policy
            await keep(policy)
        case .failure(let found): problem = found.text
        }
        return last
    }
}

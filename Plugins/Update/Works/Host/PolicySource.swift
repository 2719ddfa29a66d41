import Manifests

/// The policy as it is now, or as it last was good: one mistake in the file changes nothing but what is said.
final class PolicySource {
    private let read: () async -> Result<Policy, ConfigurationProblem>
    private var last = Policy()
    /// Why the file was not taken at the last reading.
    private(set) var problem: String?

    init(_ read: @escaping () async -> Result<Policy, ConfigurationProblem>) { self.read = read }

    func current() async -> Policy {
        switch await read() {
        case .success(let policy): (last, problem) = (policy, nil)
        case .failure(let found): problem = found.text
        }
        return last
    }
}

/// A policy file, read in another process, so that nothing in it can harm the plugin that asks.
public struct PolicyFile {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// It takes some milliseconds of waiting, so it belongs on a lane. This process must be `roost`, which is also the reader.
    public func read() throws(ConfigurationProblem) -> Policy {
        let output: (bytes: [UInt8], isWhole: Bool)
        do throws(ChildOutput.Failure) {
            output = try ChildOutput.of(["roost-policy", path])
        } catch {
            throw problem("cannot be read now: the reader: \(error.words)", "try again")
        }
        return try policy(from: output.bytes, isWhole: output.isWhole).get()
    }

    func policy(from bytes: [UInt8], isWhole: Bool) -> Result<Policy, ConfigurationProblem> {
        switch PolicyLine(bytes: bytes) {
        case .valid(let policy) where isWhole: .success(policy)
        case .invalid(let problem): .failure(problem)
        case .valid, nil:
            .failure(problem("not TOML: so malformed that it cannot be said where", "write it anew, a few lines at a time"))
        }
    }

    private func problem(_ reason: String, _ remedy: String) -> ConfigurationProblem {
        ConfigurationProblem(file: path, reason: reason, remedy: remedy)
    }
}

import Manifests

/// Reads the policy's file where it may be waited for.
actor PolicyReader {
    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let file: PolicyFile

    init(_ file: PolicyFile, on lane: any SerialExecutor) { (self.file, self.lane) = (file, lane) }

    func read() -> Result<Policy, ConfigurationProblem> {
        do throws(ConfigurationProblem) { return .success(try file.read()) } catch { return .failure(error) }
    }
}

import Manifests

/// Reads `report.toml` where it may be waited for.
actor SinkFile {
    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let file: ReportFile

    init(_ file: ReportFile, on lane: any SerialExecutor) { (self.file, self.lane) = (file, lane) }

    func read() -> Result<ReportSettings, ConfigurationProblem> {
        do throws(ConfigurationProblem) { return .success(try file.read()) } catch { return .failure(error) }
    }
}

import Contracts
import Manifests
public import PluginKit

/// `roost-report`: keeps what is worth telling, and delivers it to each sink, whatever becomes of the network and of this plugin.
public final class ReportPlugin: Plugin {
    /// Bytes of reports that are kept for sinks that cannot be reached: weeks of an ordinary router.
    private static let kept: Int64 = 2 << 20

    public init() {}

    public func start(_ bus: BusConnection) async throws {
        guard let home = PluginEnvironment.current.home else { throw ServiceError(500, "ROOST_HOME is not set; start me through the host") }
        let journal = bus.journal
        try await journal.patiently { () async throws(BusError) in
            _ = try await journal.retain(ReportContract.stream, maxBytes: Self.kept)
        }
        let host = HostName.current
        let file = ReportFile("\(home)/report.toml")
        let reader = LaneReader(on: bus.makeLane()) { Result { () throws(ConfigurationProblem) in try file.read() } }
        let desk = SinkDesk(reader, host: host, on: bus)
        try await desk.open()
        let intake = Intake(host: host, on: bus) { desk.advance(to: $0) }
        try await intake.open()
        do {
            try bus.watch(file.path) { try await desk.reread() }
        } catch {
            bus.onProblem(error)
        }
        try await bus.service("report", version: "1.0.0", description: "Reports and their delivery") { desk.define(in: &$0) }
    }
}

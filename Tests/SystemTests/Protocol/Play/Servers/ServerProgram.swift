import Glibc
import Support

/// An executable that speaks the protocol, and how it is started.
struct ServerProgram: Sendable, Hashable {
    enum Kind: Sendable {
        case nats
        case roost
    }

    let path: String
    let kind: Kind

    /// Debian's nats-server is what ours is measured by.
    static let reference = ServerProgram(path: "nats-server", kind: .nats)

    /// A second nats-server, if the environment names one.
    static let newer = variable("ROOST_NATS_SERVER").map { ServerProgram(path: $0, kind: .nats) }

    /// Ours, or what ROOST_BINARY names in its place.
    static let ours = ServerProgram(path: Binaries.roost, kind: Binaries.roost.hasSuffix("nats-server") ? .nats : .roost)

    func start(_ settings: BusSettings, port: UInt16, home: TemporaryFolder) throws -> ServerProcess {
        switch kind {
        case .nats:
            let file = try home.write(settings.natsConfiguration(port: port), to: "nats.conf")
            return try ServerProcess(path, ["-c", file])
        case .roost:
            let file = try home.write(settings.roostConfiguration(port: port), to: "roost.toml")
            return try ServerProcess(path, ["run", "--home", try home.makeFolder("home"), "--config", file])
        }
    }

    func waitUntilReady(_ process: ServerProcess, port: UInt16) throws {
        switch kind {
        case .roost: try process.waitForLine("ready")
        case .nats:
            try Deadline.wait(for: "port \(port)") {
                try process.requireRunning()
                return (try? RawSocket(port: port)) != nil
            }
        }
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

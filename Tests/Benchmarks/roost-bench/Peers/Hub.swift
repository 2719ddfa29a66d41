import Glibc

/// A running hub and its doors. Stopped with its owner.
final class Hub {
    let kind: PeerKind
    let label: String
    let process: Process
    let doors: [Door]
    /// Outlives the hub, which writes there to its end.
    private let folder: TemporaryFolder

    init(_ kind: PeerKind, program: String, folder: TemporaryFolder) throws(BenchFailure) {
        self.kind = kind
        self.folder = folder
        let log = "\(folder.path)/\(kind.rawValue).log"
        let launch = try Launch(kind, program: program, folder: folder.path)
        label = launch.label
        doors = launch.doors
        process = try Process([Programs.relay, "tether"] + launch.command, errorsTo: log)
        let isUp = kind == .roost ? process.line(within: 10) == "ready" : wait(seconds: 10) { Hub.answers(launch.doors[0].endpoint) }
        guard isUp else { throw .cannot("\(label) did not start: \(contents(of: log) ?? "")") }
    }

    deinit { process.end() }

    private static func answers(_ endpoint: Endpoint) -> Bool {
        guard let descriptor = endpoint.dial() else { return false }
        close(descriptor)
        return true
    }
}

/// How a hub is started: on a port of its own or below a folder, without credentials.
private struct Launch {
    let label: String
    let command: [String]
    let doors: [Door]

    init(_ kind: PeerKind, program: String, folder: String) throws(BenchFailure) {
        switch kind {
        case .roost:
            let port = try freePort()
            let home = try RoostHome("\(folder)/home", bus: "listen = \"127.0.0.1:\(port)\"\nanonymous = true\n")
            label = "roost"
            command = home.command(program)
            doors = [Door(label: "roost", endpoint: .unix(home.socket)), Door(label: "roost, TCP", endpoint: .tcp(port))]
        case .relay:
            label = "C relay"
            command = [program, "relay", "\(folder)/relay.sock"]
            doors = [Door(label: label, endpoint: .unix("\(folder)/relay.sock"))]
        case .nats, .newerNats, .ubus:
            let port = try freePort()
            label = "nats-server " + (try Launch.version(of: program))
            command = [program, "-a", "127.0.0.1", "-p", "\(port)"]
            doors = [Door(label: label, endpoint: .tcp(port))]
        }
    }

    /// `nats-server: v2.9.10` → `2.9`
    private static func version(of program: String) throws(BenchFailure) -> String {
        let said = try Process([program, "--version"]).line(within: 5) ?? ""
        return said.split(separator: "v").last.map { $0.split(separator: ".").prefix(2).joined(separator: ".") } ?? "?"
    }
}

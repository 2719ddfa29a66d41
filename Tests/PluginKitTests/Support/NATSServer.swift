import Foundation

@testable import PluginKit

/// Debian's nats-server on a free port, for the length of one test.
final class NATSServer {
    static let path = "/usr/sbin/nats-server"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    let port: UInt16
    private let process: pid_t
    private let folder: URL

    /// Not by Foundation's `Process`: it learns of an end by a descriptor that servers started at once inherit from each other.
    init(arguments: [String] = []) throws {
        folder = URL(filePath: "/tmp/pluginkit-nats-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let words = ["nats-server", "-a", "127.0.0.1", "-p", "-1", "--ports_file_dir", folder.path()] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        guard posix_spawn(&process, Self.path, &actions, nil, &pointers, nil) == 0 else { throw CocoaError(.executableLoad) }
        self.process = process
        port = try Self.readPort(folder.appending(path: "nats-server_\(process).ports"))
    }

    func address(_ credentials: BusAddress.Credentials? = nil) -> BusAddress {
        .tcp(host: "localhost", port: port, credentials)
    }

    func stop() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The server writes the file once it listens.
    private static func readPort(_ file: URL) throws -> UInt16 {
        struct Ports: Decodable { let nats: [String] }
        for _ in 0..<500 {
            if let data = try? Data(contentsOf: file), let ports = try? JSONDecoder().decode(Ports.self, from: data) {
                return ports.nats.first.flatMap { $0.split(separator: ":").last }.flatMap { UInt16($0) } ?? 0
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw CocoaError(.fileReadNoSuchFile)
    }
}

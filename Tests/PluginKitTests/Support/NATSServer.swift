import Foundation

@testable import PluginKit

/// Debian's nats-server on a free port, for the length of one test.
final class NATSServer {
    static let path = "/usr/sbin/nats-server"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    let port: UInt16
    private let process = Process()
    private let folder: URL

    init(arguments: [String] = []) throws {
        folder = URL(filePath: "/tmp/pluginkit-nats-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: Self.path)
        process.arguments = ["-a", "127.0.0.1", "-p", "-1", "--ports_file_dir", folder.path()] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        port = try Self.readPort(folder.appending(path: "nats-server_\(process.processIdentifier).ports"))
    }

    func address(_ credentials: BusAddress.Credentials? = nil) -> BusAddress {
        .tcp(host: "localhost", port: port, credentials)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
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

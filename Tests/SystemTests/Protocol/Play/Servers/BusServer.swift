import Support

/// A running server with a NATS door on a port of its own.
final class BusServer {
    let port: UInt16
    let process: ServerProcess
    private let home: TemporaryFolder

    init(_ program: ServerProgram, _ settings: BusSettings) throws {
        home = try TemporaryFolder("bus")
        port = try freePort()
        process = try program.start(settings, port: port, home: home)
        do {
            try program.waitUntilReady(process, port: port)
        } catch {
            throw ServerNeverReady(program: program.path, cause: "\(error)", errors: process.errors)
        }
    }
}

/// A server that could not be used.
struct ServerNeverReady: Error, CustomStringConvertible {
    let program: String
    let cause: String
    let errors: String
    var description: String { "\(program) is not ready: \(cause)\n\(errors.suffix(2000))" }
}

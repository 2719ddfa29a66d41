import Glibc
import Support

/// nats-py in an environment of its own, made once beside the build.
enum PythonClient {
    private static let version = "2.16.0"

    /// What the check script says about a server.
    static func check(_ server: BusServer, _ options: String...) throws -> [String] {
        let script = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/nats_py_check.py"
        let lines = try run(python.get(), [script] + options + ["nats://127.0.0.1:\(server.port)"])
        return lines.split(separator: "\n").map(String.init)
    }

    private static let python = Result { try prepare() }

    private static func prepare() throws -> String {
        if let given = getenv("ROOST_PYTHON") { return String(cString: given) }
        let folder = Binaries.besideTests("nats-py-\(version)")
        let python = "\(folder)/bin/python"
        if access("\(folder)/ready", F_OK) != 0 {
            _ = try run("python3", ["-m", "venv", folder])
            _ = try run(python, ["-m", "pip", "install", "--quiet", "nats-py==\(version)"])
            _ = try run("touch", ["\(folder)/ready"])
        }
        return python
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = try ServerProcess(program, arguments)
        guard try process.waitForEnd(within: .seconds(120)) == .exited(0) else {
            throw ServerEnded(end: process.end, errors: process.output + process.errors)
        }
        return process.output
    }
}

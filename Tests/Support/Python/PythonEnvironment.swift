import Glibc

/// A Python with packages from PyPI, in an environment of its own: `ROOST_PYTHON` if that is set, else one made once beside the tests.
public struct PythonEnvironment: Sendable {
    private let packages: [String]

    public init(_ packages: String...) { self.packages = packages }

    /// The path of its interpreter.
    public func prepare() throws -> String {
        if let given = getenv("ROOST_PYTHON") { return String(cString: given) }
        let folder = Binaries.besideTests(packages.joined(separator: "-"))
        if access("\(folder)/ready", F_OK) != 0 {
            try run("python3", ["-m", "venv", folder])
            try run("\(folder)/bin/python", ["-m", "pip", "install", "--quiet"] + packages)
            try run("touch", ["\(folder)/ready"])
        }
        return "\(folder)/bin/python"
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        let process = try ServerProcess(program, arguments)
        guard try process.waitForEnd(within: .seconds(300)) == .exited(0) else {
            throw ServerEnded(end: process.end, errors: process.output + process.errors)
        }
    }
}

extension PythonEnvironment {
    /// The reference client of TUF.
    public static let withTUF = Result { try PythonEnvironment("tuf==7.0.1", "cryptography==50.0.2").prepare() }
}

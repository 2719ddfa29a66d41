import Glibc
import Support

/// python-tuf, in the environment that `Config/install` makes, or in that of `ROOST_PYTHON`.
enum Python {
    static func run(_ script: String, _ arguments: [String]) throws {
        let tests = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        let python = getenv("ROOST_PYTHON").map { String(cString: $0) } ?? "\(tests)/../../.build/venv/bin/python"
        let process = try ServerProcess(python, ["\(tests)/Python/\(script)"] + arguments)
        guard try process.waitForEnd(within: .seconds(120)) == .exited(0) else {
            throw ServerEnded(end: process.end, errors: process.output + process.errors)
        }
    }
}

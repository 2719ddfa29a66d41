import Support
import Wire

/// A workshop that the real program works in, as an operator would use it.
final class Publication {
    let folder: TemporaryFolder
    /// Variables the program gets besides this process's own.
    var environment: [String] = []

    init() throws { folder = try TemporaryFolder("workshop") }

    var workshop: String { folder.path("w") }

    @discardableResult
    func publish(_ arguments: String...) throws -> CommandResult { try publish(arguments) }

    func publish(_ arguments: [String]) throws -> CommandResult {
        let variables = ["PATH=/usr/bin:/bin", "ROOST_WORKSHOP=\(workshop)"] + environment
        return try CommandResult(of: ServerProgram.ours.path, ["publish"] + arguments, environment: variables, within: .seconds(60))
    }

    func json(_ arguments: String...) throws -> JSON {
        let result = try publish(arguments + ["--json"])
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
        return try JSON(parsing: Array(result.output.utf8))
    }

    /// The words that make a folder into a release of the tool.
    func tool(_ version: String) throws -> [String] {
        try folder.write((0..<2000).map { "line \($0) of \(version)\n" }.joined(), to: "tool-\(version)/share/text")
        try folder.write("#!/bin/sh\necho \(version)\n", to: "tool-\(version)/bin/tool", mode: 0o755)
        return [folder.path("tool-\(version)"), "--id", "tool", "--version", version, "--arch", "all"]
    }

    /// Paths of the keys of a role.
    func keys(_ role: String) -> [String] {
        listing("keys").filter { $0.hasPrefix("\(role)-") }.map { "\(workshop)/keys/\($0)" }
    }

    func listing(_ place: String) -> [String] {
        let result = try? CommandResult(of: "ls", ["\(workshop)/\(place)"])
        return (result?.output ?? "").split(separator: "\n").map(String.init)
    }
}

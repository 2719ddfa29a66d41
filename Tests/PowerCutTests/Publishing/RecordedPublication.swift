import Foundation
import PowerCut
import Publishing
import Support
import TUF

/// A real publisher at work in a workshop, recorded: what it promised, and what a client sees after each cut.
struct RecordedPublication {
    /// What a client gets of a repository.
    struct Sight: Equatable, Sendable {
        let root: Int
        let timestamp: Int
        let targets: [String]
        /// Whether the next publisher can go on from there.
        let isUsable: Bool
        let problems: [String]
    }

    let folder: TemporaryFolder
    let workshop: String

    init() throws {
        folder = try TemporaryFolder("publication")
        workshop = folder.path("w")
        for version in ["1.0.0", "1.1.0"] {
            try folder.write(String(repeating: "release \(version)\n", count: 300), to: "\(version)/share/text")
            try folder.write("#!/bin/sh\n", to: "\(version)/bin/tool", mode: 0o755)
        }
    }

    private init(copying other: RecordedPublication) throws {
        folder = try TemporaryFolder("publication")
        workshop = folder.path("w")
        let copying = try ServerProcess("cp", ["-a", other.workshop, workshop])
        guard try copying.waitForEnd() == .exited(0) else { throw RecordingError(words: copying.errors) }
    }

    /// The same workshop elsewhere; the trees that releases are made of stay here.
    func copy() throws -> RecordedPublication { try RecordedPublication(copying: self) }

    func run(_ arguments: String...) throws { try runAll(arguments) }

    func runAll(_ arguments: [String]) throws {
        let process = try ServerProcess(Binaries.roost, ["publish"] + arguments + ["--workshop", workshop])
        guard try process.waitForEnd(within: .seconds(60)) == .exited(0) else { throw RecordingError(words: process.errors) }
    }

    /// Where the only full artifact is; all names are of the same file.
    func artifact() throws -> String {
        let folder = "\(workshop)/repository/targets"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        guard let name = names.first(where: { $0.hasSuffix(".tar.xz") }) else { throw RecordingError(words: "no artifact") }
        return "\(folder)/\(name)"
    }

    func tool(_ version: String) -> [String] { [folder.path(version), "--id", "tool", "--version", version, "--arch", "all"] }

    /// What it prints at its end is a promise; that it compresses is none.
    func record(_ arguments: [String]) throws -> Recording {
        let recorder = Recorder(Scope(root: workshop, volatile: ["lock", "work"])) { text in
            [" is in ", " is signed by ", "EXPIRES", "give routers"].contains { text.contains($0) } ? "done" : nil
        }
        return try recorder.record(Binaries.roost, ["publish"] + arguments + ["--workshop", workshop])
    }

    /// What a cut `init` has left, and the next one made of it.
    struct Beginning: Sendable {
        let wasThere: Bool
        let keys: Int
        let problems: [String]
    }

    static func begin(again workshop: String) throws -> Beginning {
        let process = try ServerProcess(Binaries.roost, ["publish", "init", "--workshop", workshop])
        let end = try process.waitForEnd(within: .seconds(60))
        let wasThere = end == .exited(1) && process.errors.contains("already")
        guard wasThere || end == .exited(0) else { throw RecordingError(words: process.errors) }
        let check = RepositoryCheck(now: UTCTime(secondsSince1970: 0))
        let report = try check.check(folder: "\(workshop)/repository", anchor: "\(workshop)/root.json") { _, _ in }
        // A part of one that was cut off is cleared by the publisher after this one.
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(workshop)/keys")
        let keys = names.filter { $0.hasSuffix(".pem") && !$0.hasPrefix(".") }
        return Beginning(wasThere: wasThere, keys: keys.count, problems: report.problems)
    }

    func sight() throws -> Sight { try Self.sight(of: workshop, refresh: false) }

    /// As a client sees it; then as the next publisher does, which clears what is left.
    static func sight(of workshop: String, refresh: Bool) throws -> Sight {
        let check = RepositoryCheck(now: UTCTime(secondsSince1970: 0))
        let report = try check.check(folder: "\(workshop)/repository", anchor: "\(workshop)/root.json") { _, _ in }
        var isUsable = true
        if refresh {
            let process = try ServerProcess(Binaries.roost, ["publish", "refresh", "--workshop", workshop])
            isUsable = try process.waitForEnd(within: .seconds(60)) == .exited(0)
            let after = try check.check(folder: "\(workshop)/repository", anchor: "\(workshop)/root.json") { _, _ in }
            isUsable = isUsable && after.problems.isEmpty && after.state.timestamp.version == report.state.timestamp.version + 1
        }
        return Sight(
            root: report.state.root.version, timestamp: report.state.timestamp.version,
            targets: report.state.targetFiles.map(\.path.string), isUsable: isUsable, problems: report.problems)
    }
}

import Glibc
import Release
import Support
import TUF
import Trust
import Wire

@testable import Publishing

/// A workshop in a folder of its own, and the moment its publishers work at.
final class Bench {
    let folder: TemporaryFolder
    var now = Bench.start
    /// Of the clock that stamps the files.
    var machine = UTCTime(secondsSince1970: time(nil))
    static let start = UTCTime("2026-11-02T12:00:00Z")!
    static let day = 86_400

    /// With a signed, empty repository, unless it is to be made by the test.
    init(_ configuration: String = "", isInitialized: Bool = true) throws {
        folder = try TemporaryFolder("workshop", inMemory: true)
        try folder.write(configuration, to: "w/publish.toml")
        if isInitialized { _ = try publisher().initialize(.ed25519, passphrase: nil) }
    }

    var path: String { folder.path("w") }
    var workshop: Workshop { get throws { try Workshop(path) } }

    func publisher(keys: [String] = [], passphrase: String? = nil) throws -> Publisher {
        let workshop = try Workshop(path, keyFolders: keys)
        let ring = KeyRing(folders: keys + [workshop.keys]) { _ in passphrase.map { Secret($0.utf8) } }
        return try Publisher(workshop, ring: ring, now: now, machine: machine)
    }

    func days(_ count: Int) { now = now.advanced(bySeconds: count * Bench.day) }

    /// A folder to make a release of: some text that changes little from version to version, and a program.
    func tree(_ version: String, id: String = "core") throws -> String {
        let words = (0..<4000).map { "line \($0) of \(id), \($0 % 97 == 0 ? version : "as ever")" }.joined(separator: "\n")
        try folder.write(words, to: "trees/\(id)-\(version)/share/text")
        try folder.write("#!/bin/sh\necho \(version)\n", to: "trees/\(id)-\(version)/bin/\(id)", mode: 0o755)
        return folder.path("trees/\(id)-\(version)")
    }

    func order(_ version: String, id: String = "core", architecture: String = "amd64") throws -> ReleaseOrder {
        ReleaseOrder(
            folder: try tree(version, id: id), facts: Bench.facts(version, id: id, architecture: architecture), notes: "notes of \(version)"
        )
    }

    static func facts(_ version: String, id: String = "core", architecture: String = "amd64") -> ReleaseFacts {
        ReleaseFacts(id == "core" ? .core : .feature(id), version: SemanticVersion(version)!, architecture: architecture)
    }

    @discardableResult
    func release(_ version: String, to channel: String, force: Bool = false) throws -> ChannelReport {
        try publisher().release(order(version), to: channel, force: force, dryRun: false) { _, _ in }.1
    }

    @discardableResult
    func promote(_ version: String, to channel: String, force: Bool = false) throws -> ChannelReport {
        let publisher = try publisher()
        let found = try publisher.pool.releases(of: "core", SemanticVersion(version)!)
        return try publisher.release(found, to: channel, force: force, dryRun: false)
    }

    func check() throws -> CheckReport { try RepositoryCheck(now: now).check(try workshop) { _, _ in } }

    /// Names and contents of all that is served.
    func served() throws -> [String: String] { try tree(folder.path("w/repository"), "") }

    private func tree(_ path: String, _ place: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try Shelf(path).names() {
            let inner = "\(path)/\(name)"
            if let content = try? FileContent(of: inner) {
                found[place + name] = "\(content.digest)"
            } else {
                found.merge(try tree(inner, "\(place)\(name)/")) { one, _ in one }
            }
        }
        return found
    }
}

import Foundation
import Glibc
import Support

/// A router's disk after a cut, a start of the whole host, and whatever that has led to until nothing was left to be done.
struct RestartedRouter: Sendable {
    let trees: RouterTrees
    let records: RouterRecords
    let staging: [String]
    /// The feature's version and state, before the host was asked to end.
    let running: String
    /// Nothing was in place at the cut: there was no reason to give the update up.
    let mustCommit: Bool
    let problems: [String]
    let words: String

    /// - Parameter place: where the disk lay when it was recorded, and lies for this host: records name files by their whole paths.
    init(of folder: String, at place: String) throws {
        let before = try RecoveredRouter.peek(folder)
        mustCommit = before.stage != nil && before.transactions.isEmpty
        let host = try Self.start(folder, at: place)
        let voice = HostVoice(home: folder)
        do {
            try Self.rest(host, voice)
        } catch {
            throw RequestRefused(words: "\(error); the host wrote: \(host.errors.suffix(2000))")
        }
        running = try Self.feature(voice)
        problems = try host.stop() == .exited(0) ? [] : ["the host ended with \(host.end.map { "\($0)" } ?? "?")"]
        words = String(host.errors.suffix(1000))
        (trees, records, staging) = (try RouterTrees(of: folder), try RouterRecords(of: folder), Self.staging(folder))
    }

    /// The update plugin answers, and has nothing left to do.
    private static func rest(_ host: ServerProcess, _ voice: HostVoice) throws {
        try Deadline.wait(for: "the update plugin", within: .seconds(60), every: .milliseconds(100)) {
            try host.requireRunning()
            return try voice.ask("update.history").answer != nil
        }
        try Deadline.wait(for: "the end of the update", within: .seconds(120), every: .milliseconds(50)) {
            try RouterRecords(of: voice.home).stage == nil && staging(voice.home).isEmpty
        }
    }

    private static func staging(_ folder: String) -> [String] { FolderListing.names(in: "\(folder)/data/update/staging") }

    /// In a mount namespace of its own: where the disk lies, and which boot it is, are seen by this host alone.
    private static func start(_ folder: String, at place: String) throws -> ServerProcess {
        let script = """
            mount --bind "$1" "$2"; cat /proc/sys/kernel/random/uuid >"$1/run.boot"
            mount --bind "$1/run.boot" /proc/sys/kernel/random/boot_id; rm "$1/run.boot"; exec "$3" run --home "$2"
            """
        let namespace = ["--mount"] + (geteuid() == 0 ? [] : ["--map-root-user"])
        return try ServerProcess("unshare", namespace + ["/bin/sh", "-ec", script, "sh", folder, place, Binaries.roost])
    }

    private static func feature(_ voice: HostVoice) throws -> String {
        struct Status: Decodable {
            struct Feature: Decodable {
                let id: String
                let version: String?
                let state: String
            }
            let features: [Feature]
        }
        var last = ""
        do {
            try Deadline.wait(for: "the feature", every: .milliseconds(50)) {
                let status = try JSONDecoder().decode(Status.self, from: Data(voice.request("kernel.status").utf8))
                last = status.features.first { $0.id == RouterHome.feature }.map { "\($0.version ?? "") \($0.state)" } ?? "not there"
                return last.hasSuffix(" ready")
            }
        } catch is DeadlinePassed {}
        return last
    }
}

extension RecoveredRouter {
    /// As the cut left it, read from a copy: whoever opens a database changes it.
    static func peek(_ folder: String) throws -> RouterRecords {
        let copy = try TemporaryFolder("peek", inMemory: true)
        guard exists("\(folder)/data/journal/journal.db") else { return .none }
        _ = try copy.makeFolder("data")
        try FileManager.default.copyItem(atPath: "\(folder)/data/journal", toPath: copy.path("data/journal"))
        return try RouterRecords(of: copy.path)
    }
}

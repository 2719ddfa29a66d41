import Foundation
import Support
import TUF
import Testing
import Trust

@testable import Publishing

/// A repository that was put back from a copy made some publications ago: routers have seen later versions.
struct OlderCopyTests {
    private let bench: Bench

    init() throws { bench = try Bench("[channels.stable]\n[channels.beta]\n") }

    private func copy(_ from: String, _ to: String) throws {
        try? FileManager.default.removeItem(atPath: bench.path(to))
        try FileManager.default.copyItem(atPath: bench.path(from), toPath: bench.path(to))
    }

    private func versions(_ state: RepositoryState) -> [String: Int] {
        var versions = ["snapshot": state.snapshot.version, "targets": state.targets.version, "timestamp": state.timestamp.version]
        for (name, channel) in state.channels { versions[name] = channel.version }
        return versions
    }

    /// What routers check: no role they know may go back, in its own file or in the snapshot.
    private func expectBeyond(_ seen: RepositoryState, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (before, after) = try (versions(seen), versions(bench.check().state))
        for (role, version) in before { #expect(after[role]! >= version, "\(role)", sourceLocation: sourceLocation) }
        for (name, meta) in seen.snapshot.meta {
            #expect(try bench.check().state.snapshot.meta[name]!.version >= meta.version, "\(name)", sourceLocation: sourceLocation)
        }
        #expect(after["timestamp"]! > before["timestamp"]! && after["snapshot"]! > before["snapshot"]!, sourceLocation: sourceLocation)
    }

    @Test func `the next publication goes beyond what routers have seen, and changes no file that they have`() throws {
        try bench.release("1.0.0", to: "beta")
        try copy("repository", "copy")
        try bench.release("1.1.0", to: "stable")
        _ = try bench.publisher().rotate("beta", scheme: .ed25519, passphrase: nil)
        let seen = try bench.check().state
        try copy("copy", "repository")
        var notices: [String] = []
        var publisher: Publisher? = try bench.publisher()
        publisher?.notice = { notices.append($0) }
        _ = try publisher?.refresh([])
        publisher = nil
        #expect(notices.count == 1 && notices[0].contains("an older copy") && notices[0].contains("stable"), "\(notices)")
        try expectBeyond(seen)
        #expect(try bench.check().problems.isEmpty)
        // What the copy does not hold comes back by being made once more.
        let order = try bench.order("1.1.0")
        let again = ReleaseOrder(folder: order.folder, facts: order.facts, notes: order.notes, replaces: true)
        _ = try bench.publisher().add(again, dryRun: false) { _, _ in }
        try bench.promote("1.1.0", to: "stable")
        try bench.release("1.2.0", to: "stable", force: true)
        try expectBeyond(seen)
        #expect(try bench.check().problems.isEmpty)
    }

    @Test func `an older timestamp alone leads to no other file of a name that is out`() throws {
        let older = bench.folder.read("w/repository/metadata/timestamp.json")
        for _ in 1...3 { _ = try bench.publisher().refresh(["snapshot"]) }
        let (seen, state) = try (bench.served(), bench.check().state)
        try bench.folder.write(older, to: "w/repository/metadata/timestamp.json")
        _ = try bench.publisher().refresh(["snapshot"])
        try expectBeyond(state)
        let after = try bench.served()
        let changed = seen.filter { after[$0.key] != nil && after[$0.key] != $0.value }.keys
        #expect(changed.allSatisfy { $0 == "metadata/timestamp.json" }, "\(changed)")
    }

    @Test func `what cannot be signed beyond it here is said, and nothing is written`() throws {
        try copy("repository", "copy")
        _ = try bench.publisher().refresh(["targets"])
        try copy("copy", "repository")
        for name in try Shelf(bench.path("keys")).names() where name.hasPrefix("targets-") { unlink(bench.path("keys/\(name)")) }
        let before = try bench.served()
        let error = #expect(throws: PublishingError.self) { try bench.publisher().refresh([]) }
        guard case .keysMissing("targets", have: 0, need: 1, _)? = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(try bench.served() == before)
    }

    /// Another root of the same number would part routers from those that took the first one.
    @Test func `a copy without the newest root is refused, since no root is made twice`() throws {
        try copy("repository", "copy")
        _ = try bench.publisher().rotate("root", scheme: .ed25519, passphrase: nil)
        try copy("copy", "repository")
        let before = try bench.served()
        let error = #expect(throws: PublishingError.self) { try bench.publisher().refresh([]) }
        #expect(error?.description.contains("2.root.json was published, by \(bench.path)/published") == true, "\(error as Any)")
        #expect(try bench.check().problems.first?.contains("2.root.json was published, by") == true)
        #expect(try bench.served() == before)
    }

    @Test func `a check says that routers have seen more, until a refresh goes beyond it`() throws {
        try copy("repository", "copy")
        try bench.release("1.0.0", to: "stable")
        try copy("copy", "repository")
        let problems = try bench.check().problems
        #expect(problems.count == 3 && problems.allSatisfy { $0.contains("run roost publish refresh") }, "\(problems)")
        #expect(problems.contains { $0.contains("'stable'") }, "\(problems)")
        _ = try bench.publisher().refresh([])
        #expect(try bench.check().problems.isEmpty)
    }

    @Test func `a release from its folder tells of it once`() throws {
        try copy("repository", "copy")
        _ = try bench.publisher().refresh(["beta"])
        try copy("copy", "repository")
        var notices: [String] = []
        var publisher = try bench.publisher()
        publisher.notice = { notices.append($0) }
        _ = try publisher.release(bench.order("1.0.0"), to: "stable", force: false, dryRun: false) { _, _ in }
        #expect(notices.count == 1, "\(notices)")
    }

    @Test(arguments: ["timestamp", "snapshot", "root", "stable"])
    func `no keys are made where what is late cannot be signed`(_ role: String) throws {
        try copy("repository", "copy")
        _ = try bench.publisher().refresh(["beta"])
        try copy("copy", "repository")
        for name in try Shelf(bench.path("keys")).names() where name.hasPrefix("beta-") { unlink(bench.path("keys/\(name)")) }
        let before = try Shelf(bench.path("keys")).names()
        let error = #expect(throws: PublishingError.self) {
            try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil)
        }
        guard case .keysMissing("beta", have: 0, need: 1, _)? = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(try Shelf(bench.path("keys")).names() == before)
        _ = try bench.publisher().rotate("beta", scheme: .ed25519, passphrase: nil)
        #expect(try bench.check().problems.isEmpty)
    }

    @Test(arguments: ["timestamp 9223372036854775807", "timestamp 0", "timestamp", "timestamp one"])
    func `a version that could not be counted on is none`(_ line: String) throws {
        try bench.folder.write("\(line)\n", to: "w/published")
        let error = #expect(throws: PublishingError.self) { try bench.publisher().refresh([]) }
        guard case .file(bench.path("published"), _)? = error else { return #expect(Bool(false), "\(error as Any)") }
    }

    @Test func `what is out and cannot be noted is no failure`() throws {
        try bench.release("1.0.0", to: "stable")
        let files = try bench.check().targets
        var (notices, looks) = ([String](), 0)
        var publisher: Publisher? = try bench.publisher()
        publisher?.notice = { notices.append($0) }
        let path = bench.path("published")
        // In the midst of publishing, once all has been opened.
        publisher?.observer = { _, _ in
            looks += 1
            guard looks == files + 1 else { return }
            unlink(path)
            mkdir(path, 0o700)
        }
        let state = try publisher?.refresh([])
        publisher = nil
        #expect(notices.count == 1 && notices[0].contains("could not be noted"), "\(notices)")
        #expect(rmdir(path) == 0)
        #expect(try bench.check().state.timestamp.version == state?.timestamp.version)
        _ = try bench.publisher().refresh([])
        #expect(bench.folder.read("w/published").contains("timestamp \(state!.timestamp.version + 1)\n"))
    }
}

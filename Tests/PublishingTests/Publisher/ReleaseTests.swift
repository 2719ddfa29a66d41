import Glibc
import Release
import Support
import TUF
import Testing
import Wire

@testable import Publishing

struct ReleaseTests {
    @Test func `one command leads from a folder to a signed channel`() throws {
        let bench = try Bench()
        let report = try bench.release("1.0.0", to: "stable")
        #expect(report.releases.map(\.full.name) == ["core-1.0.0-amd64.tar.xz"] && report.left.isEmpty)
        let check = try bench.check()
        #expect(check.problems.isEmpty && check.targets == 1)
        #expect(check.state.channels["stable"]?.targets.keys.map(\.string) == ["stable/core-1.0.0-amd64.tar.xz"])
        #expect(check.state.root.version == 1 && check.state.targets.version == 1 && check.state.snapshot.version == 2)
    }

    @Test func `the same artifact is promoted from channel to channel, under one more name`() throws {
        let bench = try Bench()
        try bench.release("1.0.0", to: "nightly")
        try bench.promote("1.0.0", to: "stable")
        let check = try bench.check()
        let files = check.state.targetFiles
        #expect(check.problems.isEmpty && files.count == 2 && Set(files.map(\.file.hashes)).count == 1)
        var status = stat()
        #expect(stat(bench.path("repository/targets/\(files[0].storedPath)"), &status) == 0 && status.st_nlink == 3)
    }

    @Test func `a build machine needs no key of root or targets`() throws {
        let bench = try Bench()
        for name in try Shelf(bench.path("keys")).names()
        where name.hasPrefix("root-") || name.hasPrefix("targets-") || name.hasPrefix("lts-") {
            unlink(bench.path("keys/\(name)"))
        }
        try bench.release("1.0.0", to: "stable")
        _ = try bench.publisher().refresh(["snapshot", "stable"])
        #expect(try bench.check().problems.isEmpty)
        let before = try bench.served()
        let error = #expect(throws: PublishingError.self) { try bench.promote("1.0.0", to: "lts") }
        guard case .keysMissing(role: "lts", have: 0, need: 1, _)? = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(throws: PublishingError.self) { try bench.publisher().refresh(["root"]) }
        #expect(try bench.served().filter { !$0.key.hasPrefix("targets/lts/") } == before)
    }

    @Test func `what the channel's rules forbid is said before anything is made`() throws {
        let bench = try Bench()
        try bench.release("1.0.0", to: "stable")
        bench.days(3)
        let before = try bench.served()
        let error = #expect(throws: PublishingError.self) { try bench.release("1.1.0", to: "stable") }
        #expect(error?.description.contains("monthly") == true && error?.description.contains("2026-11-02") == true)
        #expect(throws: PublishingError.self) { try bench.release("1.1.0", to: "acme") }
        #expect(try bench.served() == before)
        try bench.release("1.1.0", to: "stable", force: true)
        bench.days(30)
        try bench.release("1.2.0", to: "stable")
    }

    @Test func `deltas start from the latest releases, and only clearly smaller ones stay`() throws {
        let bench = try Bench("deltas = 2\n")
        for version in ["1.0.0", "1.1.0", "1.2.0"] { try bench.release(version, to: "hotfix") }
        let report = try bench.release("1.3.0", to: "hotfix")
        #expect(report.releases[0].offer.deltas.map(\.from.description) == ["1.2.0", "1.1.0"])
        for file in report.releases[0].deltas { #expect(file.content.length * 10 < report.releases[0].full.content.length * 9) }
        #expect(try bench.check().problems.isEmpty)
    }

    @Test func `a dry run makes everything and keeps nothing`() throws {
        let bench = try Bench()
        try bench.release("1.0.0", to: "hotfix")
        let before = try bench.served()
        let (added, report) = try bench.publisher().release(bench.order("1.1.0"), to: "hotfix", force: false, dryRun: true) { _, _ in }
        #expect(added.release.full.content.length > 0 && report.state.timestamp.version == 3)
        #expect(try bench.served() == before)
        try bench.release("1.1.0", to: "hotfix")
        #expect(try bench.promote("1.1.0", to: "beta").releases.count == 1)
    }

    @Test func `what a channel no longer keeps is gone once clients have had time`() throws {
        let bench = try Bench("deltas = 0\n[channels.nightly]\nkeep = 1\n")
        for version in 1...12 {
            try bench.release("1.\(version).0", to: "nightly")
            bench.days(1)
        }
        _ = try bench.publisher().open()
        let names = try RepositoryFolders(bench.workshop).targets("nightly").names()
        #expect(names.count == Leftovers.keptVersions + 1)
        #expect(try bench.check().problems.isEmpty)
    }

    @Test func `a release in the pool is replaced only if asked, and never once it is out`() throws {
        let bench = try Bench()
        _ = try bench.publisher().add(bench.order("1.0.0"), dryRun: false) { _, _ in }
        #expect(throws: PublishingError.self) { try bench.publisher().add(bench.order("1.0.0"), dryRun: false) { _, _ in } }
        let order = try bench.order("1.0.0")
        try bench.folder.write("more", to: "trees/core-1.0.0/more")
        let again = ReleaseOrder(folder: order.folder, facts: order.facts, replaces: true)
        let report = try bench.publisher().add(again, dryRun: false) { _, _ in }
        try bench.promote("1.0.0", to: "stable")
        #expect(try bench.check().state.targetFiles.map(\.file.hashes.digests) == [[report.release.full.content.digest]])
        #expect(throws: PublishingError.self) { try bench.publisher().add(again, dryRun: false) { _, _ in } }
        #expect(try RepositoryFolders(bench.workshop).targets("pool").names().count == 1)
    }

    @Test func `what is in the pool already is released by its name, and it is said how`() throws {
        let bench = try Bench()
        _ = try bench.publisher().add(bench.order("1.0.0"), dryRun: false) { _, _ in }
        let error = #expect(throws: PublishingError.self) { try bench.release("1.0.0", to: "stable") }
        let words = error?.description ?? ""
        #expect(
            words.contains("roost publish release --channel stable core 1.0.0 --arch amd64") && words.contains("add --replace"), "\(words)")
    }

    @Test func `each stage is told of as it begins, before anything can be said of how far it has come`() throws {
        let bench = try Bench()
        try bench.release("1.0.0", to: "hotfix")
        var firsts: [String: Int64] = [:]
        _ = try bench.publisher().add(bench.order("1.1.0"), dryRun: false) { doing, progress in
            if firsts[doing] == nil { firsts[doing] = progress.done }
        }
        #expect(firsts.keys.contains("comparing with 1.0.0") && firsts.values.allSatisfy { $0 == 0 }, "\(firsts)")
    }
}

import Glibc
import Support
import TUF
import Testing

@testable import Publishing

/// A channel that two keys must sign, of which the build machine has one.
struct DraftTests {
    private static let two = "[channels.stable]\nkeys = 2\nthreshold = 2\n"
    private let bench: Bench
    private let elsewhere: String

    init() throws {
        bench = try Bench(Self.two)
        elsewhere = try bench.folder.makeFolder("elsewhere")
        let second = try #require(try keys().last)
        #expect(rename("\(bench.path)/keys/\(second)", "\(elsewhere)/\(second)") == 0)
    }

    private func keys() throws -> [String] { try Shelf("\(bench.path)/keys").names().filter { $0.hasPrefix("stable-") } }

    private var draft: String { "\(bench.path)/drafts/stable.json" }

    private func countersign() throws -> CountersigningReport {
        try Countersigning(KeyRing(folders: [elsewhere]) { _ in nil }).sign(draft)
    }

    private func releaseInVain(_ version: String) throws {
        let before = try bench.served().filter { !$0.key.hasPrefix("targets/") }
        #expect {
            try bench.release(version, to: "stable")
        } throws: {
            guard case PublishingError.drafted("stable", let path, have: 1, need: 2) = $0 else { return false }
            return path == draft && "\($0)".contains("sign \(draft) where the others are") && "\($0)".contains("roost publish finish")
        }
        #expect(try bench.served().filter { !$0.key.hasPrefix("targets/") } == before, "nothing is published yet")
    }

    @Test func `what one machine begins another one signs and the first one finishes`() throws {
        try releaseInVain("1.0.0")
        #expect(throws: PublishingError.self) { try bench.publisher().finish() }
        let report = try countersign()
        #expect(report.role == "stable" && report.signatures == 2 && report.keys.count == 1)
        #expect(report.targets.contains { $0.path.hasPrefix("stable/core-1.0.0") })
        let (roles, state) = try bench.publisher().finish()
        #expect(roles == ["stable"] && state.channels["stable"]?.version == report.version)
        let check = try bench.check()
        #expect(check.problems.isEmpty && check.targets > 0, "\(check.problems)")
        #expect(throws: PublishingError.self, "it is done") { try bench.publisher().finish() }
    }

    @Test func `a draft that time has passed by is not published`() throws {
        try releaseInVain("1.0.0")
        _ = try countersign()
        bench.days(4000)
        #expect(throws: PublishingError.self) { try bench.publisher().finish() }
        bench.days(-4000)
        #expect(
            rename(
                "\(elsewhere)/\(try #require(try Shelf(elsewhere).names().first))",
                "\(bench.path)/keys/\(try #require(try Shelf(elsewhere).names().first))") == 0)
        try bench.promote("1.0.0", to: "stable")
        #expect {
            try bench.publisher().finish()
        } throws: {
            guard case PublishingError.refused(let words, _) = $0 else { return false }
            return words.contains("comes next")
        }
    }

    @Test func `a signature of another role's key counts nothing`() throws {
        try releaseInVain("1.0.0")
        #expect(throws: PublishingError.self) { try Countersigning(KeyRing(folders: ["/nowhere"]) { _ in nil }).sign(draft) }
        let timestamp = try #require(try Shelf("\(bench.path)/keys").names().first { $0.hasPrefix("timestamp-") })
        let wrong = try bench.folder.makeFolder("wrong")
        try Shelf(wrong).take("\(bench.path)/keys/\(timestamp)", as: timestamp.replacing("timestamp", with: "stable"))
        _ = try? Countersigning(KeyRing(folders: [wrong]) { _ in nil }).sign(draft)
        #expect(throws: PublishingError.self) { try bench.publisher().finish() }
    }

    @Test func `a dry run says what would come and leaves no draft`() throws {
        let publisher = try bench.publisher()
        let report = try publisher.release(bench.order("1.0.0"), to: "stable", force: false, dryRun: true) { _, _ in }.1
        #expect(report.isDraft)
        #expect(try Shelf("\(bench.path)/drafts").names().isEmpty)
    }

    @Test func `what a killed program was writing among the drafts is none of them, and is cleared`() throws {
        try releaseInVain("1.0.0")
        _ = try countersign()
        try bench.folder.write("{", to: "w/drafts/.part-stable.json")
        #expect(try bench.publisher().finish().roles == ["stable"])
        try bench.folder.write("{", to: "w/drafts/.part-stable.json")
        _ = try bench.publisher().refresh([])
        #expect(try Shelf("\(bench.path)/drafts").names().isEmpty)
    }
}

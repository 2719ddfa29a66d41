import Foundation
import Support
import TUF
import Testing

@testable import Publishing

/// An older copy of a repository with roles that two keys must sign, one of which is elsewhere: what routers have seen later of such a role
/// waits for it.
struct LateDraftTests {
    private static let two = "keys = 2\nthreshold = 2\n"

    /// `role` went further than the repository that is there.
    private func bench(late role: String, _ configuration: String) throws -> Bench {
        let bench = try Bench(configuration)
        try FileManager.default.copyItem(atPath: bench.path("repository"), toPath: bench.path("copy"))
        _ = try bench.publisher().refresh([role])
        try FileManager.default.removeItem(atPath: bench.path("repository"))
        try FileManager.default.moveItem(atPath: bench.path("copy"), toPath: bench.path("repository"))
        return bench
    }

    /// The second key of a role; it is taken away.
    private func elsewhere(_ role: String, of bench: Bench) throws -> String {
        let name = try #require(try Shelf(bench.path("keys")).names().last { $0.hasPrefix("\(role)-") })
        let folder = try bench.folder.makeFolder("elsewhere")
        try FileManager.default.moveItem(atPath: bench.path("keys/\(name)"), toPath: "\(folder)/\(name)")
        return folder
    }

    private func countersign(_ role: String, of bench: Bench, with keys: String) throws {
        _ = try Countersigning(KeyRing(folders: [keys]) { _ in nil }).sign(bench.path("drafts/\(role).json"))
    }

    @Test func `what nobody asked for waits, and that is a failure, until its draft is finished`() throws {
        let bench = try bench(late: "stable", "[channels.stable]\n\(Self.two)[channels.nightly]\n")
        let elsewhere = try elsewhere("stable", of: bench)
        let vain = [{ _ = try bench.publisher().refresh(["snapshot"]) }, { _ = try bench.release("1.0.0", to: "nightly") }]
        for attempt in vain {
            let error = #expect(throws: PublishingError.self) { try attempt() }
            guard case .refused? = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect("\(error!)".contains("drafts/stable.json") && "\(error!)".hasSuffix("roost publish finish; then run this again"))
        }
        try countersign("stable", of: bench, with: elsewhere)
        let signed = bench.folder.read("w/drafts/stable.json")
        bench.days(1)
        let error = #expect(throws: PublishingError.self) { try bench.publisher().refresh(["snapshot"]) }
        #expect(error?.description.contains("has the signatures it needs; run roost publish finish") == true, "\(error as Any)")
        #expect(bench.folder.read("w/drafts/stable.json") == signed)
        #expect(try bench.publisher().finish().roles == ["stable"])
        try bench.promote("1.0.0", to: "nightly")
        let check = try bench.check()
        #expect(check.problems.isEmpty && check.targets > 0, "\(check.problems)")
    }

    @Test func `a role that was asked for is drafted, which is no failure`() throws {
        let bench = try bench(late: "stable", "[channels.stable]\n\(Self.two)")
        _ = try elsewhere("stable", of: bench)
        let error = #expect(throws: PublishingError.self) { try bench.publisher().refresh(["stable"]) }
        guard case .drafted("stable", _, have: 1, need: 2)? = error else { return #expect(Bool(false), "\(error as Any)") }
    }

    @Test func `a draft of targets that takes out a late channel is finished, and no router sees it go back`() throws {
        let configuration = "[roles.targets]\n\(Self.two)[channels.stable]\n"
        let bench = try bench(late: "beta", configuration + "[channels.beta]\n")
        let elsewhere = try elsewhere("targets", of: bench)
        try bench.folder.write(configuration, to: "w/publish.toml")
        let error = #expect(throws: PublishingError.self) { try bench.publisher().remove("beta") }
        guard case .drafted("targets", _, _, _)? = error else { return #expect(Bool(false), "\(error as Any)") }
        try countersign("targets", of: bench, with: elsewhere)
        #expect(try bench.publisher().finish().roles == ["targets"])
        let check = try bench.check()
        #expect(check.problems.isEmpty && check.state.snapshot.meta["beta.json"]?.version == 2, "\(check.problems)")
    }

    @Test func `a dry run upon late targets that several sign says that it would be a draft`() throws {
        let bench = try bench(late: "targets", "[roles.targets]\n\(Self.two)[channels.stable]\n")
        _ = try elsewhere("targets", of: bench)
        let report = try bench.publisher().release(bench.order("1.0.0"), to: "stable", force: false, dryRun: true) { _, _ in }.1
        #expect(report.isDraft)
    }
}

import Contracts
import Release
import TUF
import Testing
import Wire

@testable import Delivery
@testable import Update

@Suite struct ReleaseChoiceTests {
    private func catalog(_ channel: String, _ releases: (String, String)...) throws -> ChannelCatalog {
        var targets = Targets(expires: UTCTime(secondsSince1970: 0), targets: [:])
        for (version, architecture) in releases {
            var facts = ReleaseFacts(.feature("web"), version: try #require(SemanticVersion(version)), architecture: architecture)
            (facts.minimumCore, facts.epoch, facts.neededDisk) = (SemanticVersion("1.5.0"), 2, 100)
            var file = TargetFile(length: 1000, hashes: Hashes(of: [1]))
            let offer = ReleaseOffer(try ReleaseManifest(facts, []))
            file.custom = try CanonicalJSON(parsing: offer.json.bytes, within: CanonicalJSON.Bounds(bytes: 1 << 16))
            targets.targets[ExactText("\(channel)/web-\(version)-\(architecture)")] = file
        }
        return ChannelCatalog(channel, targets)
    }

    private func found(_ choice: ReleaseChoice, _ catalogs: ChannelCatalog...) -> [String] {
        choice.candidates(among: catalogs).map { "\($0.version) \($0.channel) \($0.architecture ?? "")" }
    }

    @Test func `the newest of each channel that fits this machine, and that is not here`() throws {
        let stable = try catalog("stable", ("1.0.0", "all"), ("1.1.0", "amd64"), ("2.0.0", "arm64"))
        let hotfix = try catalog("hotfix", ("0.9.1", "all"), ("1.1.1", "all"))
        let choice = ReleaseChoice(id: "web", installed: "1.0.0", architecture: "amd64")
        #expect(found(choice, stable, hotfix) == ["1.1.0 stable amd64", "1.1.1 hotfix all"])
        #expect(found(ReleaseChoice(id: "web", installed: "1.1.0", architecture: "amd64"), stable, hotfix) == ["1.1.1 hotfix all"])
        #expect(found(ReleaseChoice(id: "dns", installed: nil, architecture: "amd64"), stable, hotfix) == [])
    }

    @Test func `an older one of the channel is shown, since it says what one waits for; an older hotfix is not`() throws {
        let choice = ReleaseChoice(id: "web", installed: "3.0.0", architecture: "amd64")
        #expect(found(choice, try catalog("stable", ("2.0.0", "all")), try catalog("hotfix", ("2.0.1", "all"))) == ["2.0.0 stable all"])
    }

    @Test func `what is asked for by name is shown even if it cannot run here`() throws {
        var choice = ReleaseChoice(id: "web", installed: "1.0.0", architecture: "amd64")
        let stable = try catalog("stable", ("1.0.0", "arm64"), ("2.0.0", "arm64"))
        #expect(found(choice, stable) == [])
        choice.isNamed = true
        #expect(found(choice, stable) == ["2.0.0 stable arm64"])
        choice.version = "3.0.0"
        #expect(found(choice, stable) == [])
    }

    private func catalog(of releases: [ReleaseFacts], _ channel: String = "stable") throws -> ChannelCatalog {
        var targets = Targets(expires: UTCTime(secondsSince1970: 0), targets: [:])
        for facts in releases {
            var file = TargetFile(length: 1000, hashes: Hashes(of: [1]))
            let offer = ReleaseOffer(try ReleaseManifest(facts, []))
            file.custom = try CanonicalJSON(parsing: offer.json.bytes, within: CanonicalJSON.Bounds(bytes: 1 << 16))
            targets.targets[ExactText("\(channel)/web-\(facts.version)-all")] = file
        }
        return ChannelCatalog(channel, targets)
    }

    private func facts(_ version: String, _ change: (inout ReleaseFacts) -> Void = { _ in }) throws -> ReleaseFacts {
        var facts = ReleaseFacts(.feature("web"), version: try #require(SemanticVersion(version)), architecture: "all")
        change(&facts)
        return facts
    }

    private func versions(_ choice: ReleaseChoice, _ catalog: ChannelCatalog) -> [String] {
        choice.candidates(among: [catalog]).map(\.version)
    }

    @Test func `where the newest cannot follow what is here, the newest that can is shown beside it`() throws {
        let choice = ReleaseChoice(id: "web", installed: "1.0.0", architecture: "amd64", core: "1.0.0")
        let between = try catalog(of: [
            facts("1.5.0"), facts("2.0.0") { $0.minimumVersion = SemanticVersion("1.0.0") },
            facts("3.0.0") { $0.minimumVersion = SemanticVersion("2.0.0") },
        ])
        #expect(versions(choice, between) == ["3.0.0", "2.0.0"])
        let runtime = try catalog(of: [facts("1.5.0"), facts("2.0.0") { $0.minimumCore = SemanticVersion("1.1.0") }])
        #expect(versions(choice, runtime) == ["2.0.0", "1.5.0"])
        let never = try catalog(of: [facts("0.5.0"), facts("2.0.0") { $0.minimumCore = SemanticVersion("1.1.0") }])
        #expect(versions(choice, never) == ["2.0.0"], "nothing older than what is here")
        #expect(versions(choice, try catalog(of: [facts("1.5.0"), facts("2.0.0")])) == ["2.0.0"])
    }

    @Test func `lts has its newest security release shown beside what only brings something new`() throws {
        let choice = ReleaseChoice(id: "web", installed: "1.0.0", architecture: "amd64", core: "1.0.0")
        let releases = [
            try facts("1.0.0") { $0.isSecurity = true }, try facts("1.1.0") { $0.isSecurity = true },
            try facts("1.2.0") { $0.isSecurity = true }, try facts("1.3.0"),
        ]
        #expect(versions(choice, try catalog(of: releases, "lts")) == ["1.3.0", "1.2.0"])
        #expect(versions(choice, try catalog(of: releases)) == ["1.3.0"])
    }

    @Test func `a candidate carries all that is signed for it`() throws {
        let listing = try #require(try catalog("stable", ("2.0.0", "all")).listings.first)
        let candidate = UpdateContract.Candidate(listing, installed: "1.0.0")
        #expect(
            candidate
                == .init(
                    id: "web", version: "2.0.0", installed: "1.0.0", channel: "stable", epoch: 2, minimumCore: "1.5.0", architecture: "all",
                    download: 1000, disk: 100))
    }
}

import Contracts
import Manifests
import Testing
import Wire

@testable import Channels

/// Each criterion, on its own.
@Suite struct CriterionTests {
    private typealias Word = ChannelsContract.Verdict

    private func expect(
        _ criterion: any Criterion.Type, _ word: Word, _ reason: String, until: Double? = nil,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout Question) -> Void
    ) {
        let finding = criterion.judge(Asked.question(change))
        #expect(finding.verdict.word == word, "\(finding.reason)", sourceLocation: sourceLocation)
        #expect(finding.reason.contains(reason), "\(finding.reason)", sourceLocation: sourceLocation)
        if let until { #expect(finding.verdict == .wait(until: until), "\(finding.verdict)", sourceLocation: sourceLocation) }
    }

    private func follow(_ channel: Policy.Channel) -> Follower.Choice { .init(channel: channel, by: .operator, mayDowngrade: false) }

    @Test func `the channel that is followed, and hotfixes`() {
        expect(ChannelCriterion.self, .pass, "stable is followed, by default") { _ in }
        expect(ChannelCriterion.self, .pass, "every router takes") { $0.candidate.channel = "hotfix" }
        expect(ChannelCriterion.self, .refuse, "it is in beta, and stable is followed") { $0.candidate.channel = "beta" }
        expect(ChannelCriterion.self, .refuse, "'edge' is no channel") { $0.candidate.channel = "edge" }
    }

    @Test func `lts takes security releases only, unless an operator says so`() {
        func lts(_ security: Bool, asked: Bool) -> (inout Question) -> Void {
            {
                ($0.candidate.channel, $0.candidate.security, $0.isAsked) = ("lts", security, asked)
                $0.following = self.follow(.lts)
            }
        }
        expect(ChannelCriterion.self, .refuse, "security releases only", lts(false, asked: false))
        expect(ChannelCriterion.self, .pass, "lts is followed, by operator", lts(true, asked: false))
        expect(ChannelCriterion.self, .pass, "lts is followed", lts(false, asked: true))
    }

    @Test(arguments: [
        ("1.1.0", "1.0.0", Word.pass), ("1.0.0", "1.0.0", .refuse), ("1.0.0", "1.1.0", .wait), ("1.0.0-rc.1", "1.0.0", .wait),
        ("1.0.0", "1.0.0-rc.1", .pass), ("1.0.0+b2", "1.0.0+b1", .refuse), ("2.0.0-beta.11", "2.0.0-beta.2", .pass),
        ("newer", "1.0.0", .refuse),
    ])
    func `versions have semver's order, and nothing goes back by itself`(
        _ version: String, _ installed: String, _ word: ChannelsContract.Verdict
    ) {
        let finding = VersionCriterion.judge(Asked.question { ($0.candidate.version, $0.candidate.installed) = (version, installed) })
        #expect(finding.verdict.word == word)
    }

    @Test func `moving to a slower channel waits until it has caught up, or goes back if told`() {
        expect(VersionCriterion.self, .wait, "waits until stable has caught up") { $0.candidate.installed = "1.2.0-beta.1" }
        expect(VersionCriterion.self, .pass, "going back was asked for") {
            $0.candidate.installed = "1.2.0-beta.1"
            $0.following.mayDowngrade = true
        }
    }

    @Test func `what is not installed is not installed by an update, unless asked for`() {
        expect(VersionCriterion.self, .refuse, "roost feature install") { $0.candidate.installed = nil }
        expect(VersionCriterion.self, .pass, "was asked for") { ($0.candidate.installed, $0.isAsked) = (nil, true) }
        expect(VersionCriterion.self, .pass, "is not a semantic version") { $0.candidate.installed = "odd" }
    }

    @Test func `it can only follow what it says it can`() {
        expect(MinimumCriterion.self, .pass, "can follow") { $0.candidate.minimum = "1.0.0" }
        expect(MinimumCriterion.self, .refuse, "1.0.1 or newer, not 1.0.0") { $0.candidate.minimum = "1.0.1" }
        expect(MinimumCriterion.self, .refuse, "not a semantic version") { $0.candidate.minimum = "1" }
        expect(MinimumCriterion.self, .wait, "update core first") { $0.candidate.minimumCore = "2.0.1" }
        expect(MinimumCriterion.self, .wait, "unknown") { ($0.candidate.minimumCore, $0.host.core) = ("2.0.0", nil) }
        expect(MinimumCriterion.self, .pass, "can follow") { ($0.candidate.id, $0.candidate.minimumCore) = ("core", "9.0.0") }
    }

    @Test func `an epoch that was cut off never comes back`() {
        expect(EpochCriterion.self, .refuse, "cut off") { ($0.candidate.epoch, $0.host.epoch) = (1, 2) }
        expect(EpochCriterion.self, .pass, "epoch 3") { ($0.candidate.epoch, $0.host.epoch) = (3, 2) }
    }

    @Test func `it must be built for this machine`() {
        expect(ArchitectureCriterion.self, .refuse, "it is for arm64, this machine is amd64") { $0.candidate.architecture = "arm64" }
        expect(ArchitectureCriterion.self, .pass, "every machine") { $0.candidate.architecture = "all" }
        expect(ArchitectureCriterion.self, .pass, "every machine") { $0.candidate.architecture = nil }
    }

    @Test func `disk and memory must be there, with the reserve, and it says how much is missing`() {
        expect(DiskCriterion.self, .wait, "free at least 1.0 MiB", until: Asked.now + 3600) { $0.host.freeDisk = (4 + 1 + 32 - 1) << 20 }
        expect(DiskCriterion.self, .pass, "needs 5.0 MiB of disk") { $0.host.freeDisk = (4 + 1 + 32) << 20 }
        expect(DiskCriterion.self, .wait, "free at least") { ($0.candidate.disk, $0.candidate.download) = (.max, .max) }
        expect(DiskCriterion.self, .pass, "needs 0 B") { ($0.candidate.disk, $0.candidate.download) = (-5, -5) }
        expect(MemoryCriterion.self, .wait, "stop features that use 24.0 MiB") { $0.host.freeMemory = 0 }
        expect(MemoryCriterion.self, .pass, "needs 0 B") { $0.candidate.memory = nil }
    }

    @Test func `a download must come in time with its bandwidth`() {
        expect(BandwidthCriterion.self, .pass, "as fast as the line") { _ in }
        expect(BandwidthCriterion.self, .pass, "about 18 minutes at 1.0 KiB/s") { $0.policy.limits.bandwidth = 1024 }
        expect(BandwidthCriterion.self, .refuse, "raise bandwidth") {
            ($0.policy.limits.bandwidth, $0.candidate.download) = (1024, 1 << 30)
        }
    }

    @Test func `without the time even a hotfix waits, an operator need not`() {
        expect(ClockCriterion.self, .wait, "has not been set", until: Asked.now + 60) {
            ($0.host.hasTime, $0.candidate.channel) = (false, "hotfix")
        }
        expect(ClockCriterion.self, .pass, "an operator asked") { ($0.host.hasTime, $0.isAsked) = (false, true) }
    }

    @Test func `outside of windows it waits for the next one, but a hotfix and an operator do not`() {
        let window = Asked.window("0 2 * * *", seconds: 3600)
        expect(WindowCriterion.self, .pass, "any time") { _ in }
        expect(WindowCriterion.self, .wait, "opens in 2 hours", until: Asked.now + 7200) { $0.windows = [window] }
        expect(WindowCriterion.self, .pass, "open for 30 more minutes") { ($0.windows, $0.now) = ([window], Asked.now + 9000) }
        expect(WindowCriterion.self, .pass, "a hotfix does not wait") { ($0.windows, $0.candidate.channel) = ([window], "hotfix") }
        expect(WindowCriterion.self, .pass, "an operator asked") { ($0.windows, $0.isAsked) = ([window], true) }
        expect(WindowCriterion.self, .wait, "opens in 2 hours; this machine does not know the time zone Mars/Olympus") {
            $0.windows = [window, .init(name: "Mars/Olympus")]
        }
        expect(WindowCriterion.self, .wait, "no maintenance window ever opens") { $0.windows = [.init(name: "Mars/Olympus")] }
        expect(WindowCriterion.self, .wait, "cannot be right") { ($0.windows, $0.now) = ([window], 1e300) }
    }

    @Test func `a hold holds what it names, and is capped unless it is absolute`() {
        let cap = Double(Policy().limits.longestHold)
        func hold(_ hold: UpdateContract.Hold) -> (inout Question) -> Void { { $0.holds = [hold] } }
        expect(HoldCriterion.self, .pass, "nobody") { _ in }
        expect(HoldCriterion.self, .pass, "nobody", hold(.init(id: "tor")))
        expect(
            HoldCriterion.self, .wait, "adblock is held (guests)", until: Asked.now + 60,
            hold(.init(id: "adblock", until: Asked.now + 60, reason: "guests")))
        expect(HoldCriterion.self, .wait, "all updates are held", until: Asked.now - 5 + cap, hold(.init(since: Asked.now - 5)))
        expect(HoldCriterion.self, .wait, "held", until: Asked.now - 5 + cap, hold(.init(until: 1e12, since: Asked.now - 5)))
        expect(HoldCriterion.self, .pass, "is over", hold(.init(since: Asked.now - cap)))
        expect(HoldCriterion.self, .wait, "held", until: Asked.now + cap, hold(.init(since: Asked.now + 1e9)))
        #expect(HoldCriterion.judge(Asked.question(hold(.init(since: 0, absolute: true)))).verdict == .wait(until: nil))
        expect(HoldCriterion.self, .pass, "is over", hold(.init(until: Asked.now, absolute: true)))
    }

    @Test func `a hotfix and an operator get through a hold, not through an absolute one`() {
        for absolute in [false, true] {
            expect(HoldCriterion.self, absolute ? .wait : .pass, "held") {
                ($0.holds, $0.candidate.channel) = ([.init(absolute: absolute)], "hotfix")
            }
            expect(HoldCriterion.self, absolute ? .wait : .pass, "held") { ($0.holds, $0.isAsked) = ([.init(absolute: absolute)], true) }
        }
        expect(HoldCriterion.self, .wait, "absolutely") { ($0.holds, $0.isAsked) = ([.init(), .init(absolute: true)], true) }
    }

    @Test func `downloads keep to a month's budget`() {
        expect(TrafficCriterion.self, .pass, "not counted") { _ in }
        expect(TrafficCriterion.self, .pass, "of the 2.0 MiB left") { ($0.policy.limits.bytes, $0.used) = (3 << 20, 1 << 20) }
        expect(TrafficCriterion.self, .wait, "were used", until: Asked.now + 86_400) {
            ($0.policy.limits.bytes, $0.used) = (3 << 20, 3 << 20)
        }
        expect(TrafficCriterion.self, .pass, "does not wait") {
            ($0.policy.limits.bytes, $0.used, $0.candidate.channel) = (3 << 20, .max, "hotfix")
        }
        expect(TrafficCriterion.self, .refuse, "whole budget") { $0.policy.limits.bytes = 1024 }
    }

    @Test(arguments: [
        (1, false, 8.0), (2, false, 16), (5, false, 128), (6, false, 256), (7, false, 336), (1000, false, 336),
        (1, true, 16), (5, true, 256), (6, true, 336),
    ])
    func `a version that failed here waits longer each time, twice as long after a restart, two weeks at most`(
        _ count: Int, _ afterRestart: Bool, _ hours: Double
    ) {
        func failed(_ ago: Double, _ change: (inout Question) -> Void = { _ in }) -> Finding {
            FailureCriterion.judge(
                Asked.question {
                    $0.failure = .init(count: count, at: Asked.now - ago, afterRestart: afterRestart, reason: "dns was gone")
                    change(&$0)
                })
        }
        #expect(failed(60).verdict == .wait(until: Asked.now - 60 + hours * 3600) && failed(60).reason.contains("dns was gone"))
        #expect(failed(hours * 3600).verdict == .pass)
        #expect(failed(60) { $0.candidate.channel = "hotfix" }.verdict.word == .wait)
        #expect(failed(60) { $0.isAsked = true }.verdict == .pass)
        #expect(failed(-1e9).verdict == .pass, "a clock that was wrong then must not keep it out for years")
    }
}

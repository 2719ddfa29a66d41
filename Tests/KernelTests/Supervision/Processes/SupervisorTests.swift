import EventLoop
import Foundation
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `A supervisor` {
    @Test func `starts a feature and stops it with nothing left`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000 & sleep 1000")])
        #expect(host.settle() && host.state("a") == .ready)
        let pid = try #require(host.pid("a"))
        host.end()
        #expect(!isAnyAlive(inGroup: pid))
        #expect(host.states.map(\.state) == [.stopped, .ready, .stopping, .stopped])
    }

    @Test func `revives a killed feature at once, says why it died, and leaves the others alone`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000"), shell("b", "sleep 1000")])
        #expect(host.settle())
        let (a, b) = (try #require(host.pid("a")), try #require(host.pid("b")))
        kill(a, SIGKILL)
        #expect(host.run { host.state("a") == .ready && host.pid("a") != a })
        let status = try #require(host.supervisor.features["a"]?.status)
        #expect(status.restarts == 1 && status.crashes == 1 && status.cause == "killed by signal 9 (KILL)")
        #expect(host.pid("b") == b && host.ends.map(\.id) == ["a"])
        host.end()
    }

    @Test func `gives a crasher up after five deaths, with a notice, and starts it again when reset`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("crasher", "echo last words >&2; exit 3"), shell("b", "sleep 1000")])
        #expect(host.run { host.notices.count == 1 })
        let notice = host.notices[0]
        #expect(notice.text == "Feature 'crasher' has been disabled due to repeated errors")
        #expect(notice.cause == "exited with status 3" && notice.lastWords == "last words\n")
        #expect(host.state("crasher") == .disabled && host.state("b") == .ready)
        #expect(host.supervisor.features["crasher"]?.starts == 5 && host.supervisor.features["crasher"]?.history.count == 5)
        #expect(throws: SupervisionRefusal.disabled("crasher", by: .byCrashes)) { try host.supervisor.start("crasher") { _ in } }
        try host.supervisor.reset("crasher") { _ in }
        #expect(host.run { host.notices.count == 2 })
        #expect(host.supervisor.features["crasher"]?.starts == 10)
        host.end()
    }

    @Test func `remembers over its own death who was disabled and who crashed; a new version is another chance`() throws {
        let crasher = shell("crasher", "exit 3")
        let host = TestHost()
        host.supervisor.apply([crasher, shell("unwanted", "sleep 1000"), shell("b", "[ -e ../b ] && exec sleep 1000; touch ../b")])
        #expect(host.run { host.notices.count == 1 && host.state("b") == .ready })
        var isDisabled = false
        try host.supervisor.disable("unwanted") { _ in isDisabled = true }
        #expect(host.run { isDisabled })
        host.end(keepingHome: true)

        let second = TestHost(home: host.home)
        second.supervisor.apply([crasher, shell("unwanted", "sleep 1000"), shell("b", "sleep 1000")])
        #expect(second.settle())
        #expect(second.state("crasher") == .disabled && second.state("unwanted") == .disabled)
        #expect(second.supervisor.features["crasher"]?.status.cause == "exited with status 3")
        let newVersion = shell("crasher", "sleep 1000") { $0.version = "1.0.1" }
        #expect(second.supervisor.apply([newVersion, shell("unwanted", "x") { $0.version = "2.0.0" }]).removed == ["b"])
        #expect(second.run { second.state("crasher") == .ready })
        #expect(second.state("unwanted") == .disabled && second.supervisor.features["crasher"]?.status.crashes == 0)
        second.end()
    }

    @Test func `kills what ignores its stop signal, with its whole group`() throws {
        let host = TestHost()
        let script = "trap '' TERM; sleep 1000 & echo up; while :; do sleep 1; done"
        host.supervisor.apply([shell("deaf", script) { $0.stop.within = 200 }])
        #expect(host.run { host.log("deaf").contains("out up") })
        let pid = try #require(host.pid("deaf"))
        var status: FeatureStatus?
        try host.supervisor.stop("deaf") { status = $0 }
        #expect(host.run { status != nil })
        #expect(status?.state == .stopped && status?.pid == nil && status?.crashes == 0 && !isAnyAlive(inGroup: pid))
        host.end()
    }

    @Test(arguments: [StopSignal.term, .quit, .usr1])
    func `asks with the signal of the manifest`(signal: StopSignal) throws {
        let host = TestHost()
        let script = "trap 'echo heard; exit' \(signal.rawValue); echo up; while :; do sleep 0.02; done"
        host.supervisor.apply([shell("a", script) { $0.stop.signal = signal }])
        #expect(host.run { host.log("a").contains("out up") })
        host.end(keepingHome: true)
        #expect(host.log("a").contains("out heard") && host.log("a").contains("host exited with status 0"))
        try FileManager.default.removeItem(atPath: host.home)
    }

    @Test func `finds processes that left their session`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "setsid sleep 1000 & echo $!; exec sleep 1000")])
        #expect(host.run { host.log("a").contains("out ") })
        let line = try #require(host.log("a").split(separator: "\n").first { $0.contains(" out ") })
        let stray = try #require(Int32(line.split(separator: " ").last ?? ""))
        #expect(host.run { getsid(stray) == stray })
        host.end()
        #expect(!isAlive(stray))
    }

    @Test func `restarts permanent features after a normal end, transient ones not`() {
        let host = TestHost(settings: SupervisionSettings(delays: [0, 100_000]))
        host.supervisor.apply([
            shell("p", "true"), shell("t", "true") { $0.restart = .transient }, shell("x", "exit 1") { $0.restart = .temporary },
        ])
        #expect(host.run { host.state("p") == .backoff && host.state("t") == .stopped && host.state("x") == .stopped })
        #expect(host.supervisor.features["t"]?.status.cause == nil)
        #expect(host.supervisor.features["x"]?.status.cause == "exited with status 1")
        host.end()
    }

    @Test func `gives a feature a clean environment`() throws {
        setenv("SECRET", "of the host", 1)
        let host = TestHost()
        host.supervisor.apply([
            shell("a", "env; exec sleep 1000") {
                $0.environment = ["LOG": "info", "HOME": "/h", "GIVEN": "x"]
                $0.health.by = .bus
                $0.health.every = 2500
            }
        ])
        #expect(host.run { host.log("a").contains("LOG=info") && host.log("a").contains("PATH=") })
        let lines = host.log("a").split(separator: "\n").compactMap { $0.split(separator: " out ").dropFirst().first }
        let names = Set(lines.map { String($0.prefix { $0 != "=" }) }).subtracting(["PWD", "OLDPWD", "SHLVL", "_", "TZ"])
        #expect(
            names == [
                "PATH", "HOME", "LANG", "LOG", "GIVEN", "ROOST_HOME", "ROOST_FEATURE", "ROOST_LIFE", "ROOST_DATA", "ROOST_BEAT_EVERY",
            ])
        #expect(lines.contains("HOME=/h") && lines.contains("GIVEN=a") && lines.contains("ROOST_BEAT_EVERY=2.5"))
        #expect(lines.contains("ROOST_DATA=\(host.home)/data/a"))
        host.end()
    }

    @Test func `what cannot be started is a crash like any other`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "") { $0.executable = "/nonexistent" }])
        #expect(host.run { host.state("a") == .disabled })
        #expect(host.supervisor.features["a"]?.status.cause == "could not be started: no such file or directory")
        host.end()
    }
}

import EventLoop
import Foundation
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `The registry of a running host` {
    @Test func `starts in the order of after, stops in reverse`() {
        let host = TestHost()
        host.supervisor.apply([
            shell("a", "sleep 1000") { $0.after = ["b"] },
            shell("b", "sleep 1000") {
                $0.after = ["c"]
                $0.ready.by = .bus
            },
            shell("c", "sleep 1000") { $0.ready.by = .bus },
        ])
        #expect(host.run { host.pid("c") != nil } && !host.run(0.05) { host.pid("b") != nil })
        host.supervisor.busReady("c")
        #expect(host.run { host.pid("b") != nil } && !host.run(0.05) { host.pid("a") != nil })
        host.supervisor.busReady("b")
        #expect(host.settle() && host.state("a") == .ready)
        host.end()
        #expect(host.states.filter { $0.state == .stopped }.map(\.id).suffix(3) == ["a", "b", "c"])
        #expect(host.ends.map(\.id) == ["a", "b", "c"])
    }

    @Test func `nobody waits for what failed, is disabled, invalid or not wanted`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        let invalid = ManifestLine.invalid(ManifestProblem(id: "i", file: "/i.toml", reason: "x", remedy: "y"))
        host.supervisor.apply([
            shell("late", "sleep 1000") { $0.ready = .init(by: .bus, within: 100) }, shell("dead", "exit 1"), invalid,
            shell("a", "sleep 1000") { $0.after = ["late", "dead", "i"] },
        ])
        #expect(host.settle() && host.run { host.state("a") == .ready })
        #expect(host.run { host.state("late") == .backoff && host.state("dead") == .backoff } && host.state("i") == .invalid)
        host.end()
    }

    @Test func `all others wait for who starts first, its restarts included, and stop before it`() {
        let host = TestHost()
        let mends = "mkdir $ROOST_DATA/one && exit 1; mkdir $ROOST_DATA/two && exit 1; exec sleep 1000"
        host.supervisor.apply([
            shell("a", "sleep 1000"), shell("b", "sleep 1000") { $0.after = ["z"] },
            shell("z", mends) {
                $0.before = ["*"]
                $0.ready.by = .bus
            },
            shell("y", "sleep 1000") { $0.before = ["*"] },
        ])
        #expect(host.run { host.state("y") == .ready && host.ends.count == 2 && host.pid("z") != nil })
        #expect(!host.run(0.05) { host.pid("a") != nil || host.pid("b") != nil } && !host.supervisor.isSettled)
        host.supervisor.busReady("z")
        #expect(host.settle() && host.state("a") == .ready && host.state("b") == .ready)
        host.end()
        let ends = host.ends.map(\.id)
        #expect(ends.prefix(2) == ["z", "z"] && Set(ends[2..<4]) == ["a", "b"] && Set(ends[4...]) == ["y", "z"])
    }

    @Test func `nobody waits for one that starts first once it is given up, stopped, invalid, or was ready before`() throws {
        let host = TestHost()
        let invalid = ManifestLine.invalid(ManifestProblem(id: "i", file: "/i.toml", reason: "x", remedy: "y"))
        let lines = [
            shell("given-up", "exit 1") { ($0.before, $0.ready.by) = (["*"], .bus) }, invalid,
            shell("ended", "exit 0") { ($0.before, $0.restart, $0.ready.by) = (["*"], .temporary, .bus) },
            shell("ready", "exec sleep 1000") { $0.before = ["*"] },
        ]
        host.supervisor.apply(lines + [shell("a", "sleep 1000")])
        #expect(host.settle() && host.state("a") == .ready && host.state("given-up") == .disabled)
        try host.supervisor.reset("given-up") { _ in }
        kill(try #require(host.pid("ready")), SIGKILL)
        host.supervisor.apply(lines + [shell("a", "sleep 1000"), shell("b", "sleep 1000")])
        #expect(host.run { host.state("b") == .ready })
        host.end()
    }

    @Test func `dependents of a dead feature go on`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        host.supervisor.apply([shell("a", "sleep 1000") { $0.after = ["b"] }, shell("b", "sleep 1000")])
        #expect(host.settle())
        let a = host.pid("a")
        kill(try #require(host.pid("b")), SIGKILL)
        #expect(host.run { host.state("b") == .backoff })
        #expect(host.pid("a") == a && host.state("a") == .ready && host.ends.map(\.id) == ["b"])
        host.end()
    }

    @Test func `features are added, changed and removed while the others run on`() throws {
        let host = TestHost()
        let same = shell("same", "sleep 1000")
        host.supervisor.apply([same, shell("b", "sleep 1000"), shell("c", "sleep 1000")])
        #expect(host.settle())
        let (pid, b) = (try #require(host.pid("same")), try #require(host.pid("b")))
        let change = host.supervisor.apply([same, shell("b", "sleep 2000"), shell("d", "sleep 1000")])
        #expect(change == RegistryChange(added: ["d"], changed: ["b"], removed: ["c"]))
        #expect(host.run { host.state("d") == .ready && host.removed == ["c"] && host.state("b") == .ready && host.pid("b") != b })
        #expect(host.pid("same") == pid && host.supervisor.features["b"]?.manifest.exec[2] == "sleep 2000")
        #expect(host.supervisor.features["b"]?.status.crashes == 0 && host.supervisor.features["c"] == nil)
        #expect(host.supervisor.apply([same, shell("b", "sleep 2000"), shell("d", "sleep 1000")]) == RegistryChange())
        host.end()
    }

    @Test func `a manifest broken and mended, removed and put back`() throws {
        let host = TestHost()
        let good = shell("a", "sleep 1000")
        let problem = ManifestProblem(id: "a", file: "/a.toml", line: 3, reason: "unknown key", remedy: "did you mean?")
        host.supervisor.apply([.invalid(problem)])
        #expect(host.state("a") == .invalid && host.supervisor.features["a"]?.status.cause == "/a.toml:3: unknown key (did you mean?)")
        #expect(throws: SupervisionRefusal.invalid(problem)) { try host.supervisor.start("a") { _ in } }
        host.supervisor.apply([good])
        #expect(host.settle() && host.state("a") == .ready)
        #expect(host.supervisor.apply([.invalid(problem)]).invalid == [problem])
        #expect(host.run { host.state("a") == .invalid && host.pid("a") == nil })
        host.supervisor.apply([good])
        #expect(host.run { host.state("a") == .ready })
        host.supervisor.apply([])
        host.supervisor.apply([good])
        #expect(host.run { host.state("a") == .ready && host.supervisor.features["a"]?.starts == 3 })
        host.end()
    }

    @Test func `what runs is not stopped for what is wrong around it`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000")])
        #expect(host.settle())
        let pid = host.pid("a")
        let missing = ManifestProblem(id: "a", file: "/a.toml", reason: "not executable", remedy: "", fault: .surroundings)
        host.supervisor.apply([.invalid(missing)])
        #expect(!host.run(0.05) { host.state("a") != .ready } && host.pid("a") == pid && host.supervisor.problems == [missing])
        host.end()
    }

    @Test func `what came from a folder that cannot be read goes on, what came from elsewhere does not`() {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000") { $0.file = "/p/a/plugin.toml" }, shell("b", "sleep 1000")])
        #expect(host.settle())
        let unread = ManifestProblem(id: "", file: "/p", reason: "input/output error", remedy: "", fault: .surroundings)
        let change = host.supervisor.apply([.invalid(unread)])
        #expect(change.removed == ["b"] && host.run { host.removed == ["b"] } && host.state("a") == .ready)
        host.end()
    }

    @Test func `a circle of what runs and what is to run ends like everything else`() {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000") { $0.after = ["b"] }, shell("b", "sleep 1000")])
        #expect(host.settle())
        let missing = ManifestProblem(id: "a", file: "/a.toml", reason: "not executable", remedy: "", fault: .surroundings)
        host.supervisor.apply([.invalid(missing), shell("b", "sleep 1000") { $0.after = ["a"] }])
        #expect(host.run { host.state("b") == .ready && host.supervisor.features["b"]?.starts == 2 } && host.state("a") == .ready)
        host.end()
    }

    @Test func `an unusable manifest's reset does not forget what was recorded before`() {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000")])
        #expect(host.settle())
        var isDisabled = false
        try! host.supervisor.disable("a") { _ in isDisabled = true }
        #expect(host.run { isDisabled })
        let home = host.home
        host.end(keepingHome: true)

        let next = TestHost(home: home)
        next.supervisor.apply([.invalid(ManifestProblem(id: "a", file: "/tmp/a.toml", reason: "x", remedy: "y"))])
        var isReset = false
        try! next.supervisor.reset("a") { _ in isReset = true }
        #expect(next.run { isReset })
        next.supervisor.apply([shell("a", "sleep 1000")])
        #expect(next.state("a") == .disabled)
        next.end()
    }

    @Test func `a new version of what crashed too often is waited for like any other`() {
        let host = TestHost(settings: SupervisionSettings(delays: [0], intensity: 2))
        host.supervisor.apply([shell("a", "exit 1")])
        #expect(host.run { host.state("a") == .disabled && host.notices.count == 1 })
        let home = host.home
        host.end(keepingHome: true)

        let next = TestHost(home: home)
        let better = shell("a", "sleep 1000") {
            $0.version = "1.0.1"
            $0.ready.by = .bus
        }
        next.supervisor.apply([better, shell("b", "sleep 1000") { $0.after = ["a"] }])
        #expect(next.run { next.pid("a") != nil } && !next.run(0.05) { next.pid("b") != nil } && !next.supervisor.isSettled)
        next.supervisor.busReady("a")
        #expect(next.settle() && next.state("b") == .ready)
        next.end()
    }

    @Test func `a second manifest of the same id does not touch the first`() {
        let host = TestHost()
        let duplicate = ManifestProblem(id: "a", file: "/other.toml", reason: "taken", remedy: "", fault: .surroundings)
        host.supervisor.apply([.invalid(duplicate), shell("a", "sleep 1000")])
        #expect(host.settle() && host.state("a") == .ready && host.supervisor.problems == [duplicate])
        host.end()
    }

    @Test func `the operator's verbs answer when they are done`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000")])
        #expect(host.settle())
        var answers: [FeatureState] = []
        let note: (FeatureStatus) -> Void = { answers.append($0.state) }
        let pid = host.pid("a")
        try host.supervisor.restart("a", then: note)
        #expect(host.run { answers == [.ready] } && host.pid("a") != pid)
        try host.supervisor.stop("a", then: note)
        #expect(host.run { answers.count == 2 })
        try host.supervisor.start("a", then: note)
        #expect(host.run { answers.count == 3 })
        try host.supervisor.disable("a", then: note)
        #expect(host.run { answers.count == 4 })
        #expect(throws: SupervisionRefusal.disabled("a", by: .byOperator)) { try host.supervisor.restart("a") { _ in } }
        try host.supervisor.enable("a", then: note)
        #expect(host.run { answers.count == 5 })
        #expect(answers == [.ready, .stopped, .ready, .disabled, .ready])
        #expect(throws: SupervisionRefusal.unknown("z")) { try host.supervisor.stop("z") { _ in } }
        host.end()
    }
}

import EventLoop
import Foundation
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `An operator's command` {
    @Test func `to stop is answered when a start overtakes it; so is one to disable`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("slow", "trap 'sleep 0.3; exit' TERM; echo up $$; while :; do sleep 0.02; done")])
        for isDisabling in [false, true] {
            #expect(host.run { host.state("slow") == .ready && host.log("slow").contains("up \(host.pid("slow") ?? 0)\n") })
            let pid = try #require(host.pid("slow"))
            var answer: FeatureStatus?
            try isDisabling ? host.supervisor.disable("slow") { answer = $0 } : host.supervisor.stop("slow") { answer = $0 }
            #expect(host.state("slow") == .stopping)
            try isDisabling ? host.supervisor.enable("slow") { _ in } : host.supervisor.start("slow") { _ in }
            #expect(host.run { answer != nil })
            #expect(host.run { host.state("slow") == .ready && host.pid("slow") != pid })
        }
        host.end()
    }

    @Test func `leaves no cause behind that is none of its doing`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "exec sleep 1000")])
        #expect(host.settle())
        let pid = try #require(host.pid("a"))
        kill(pid, SIGKILL)
        #expect(host.run { host.state("a") == .ready && host.pid("a") != pid })
        #expect(host.supervisor.features["a"]?.status.cause == "killed by signal 9 (KILL)")
        var stopped: FeatureStatus?
        try host.supervisor.stop("a") { stopped = $0 }
        #expect(host.run { stopped != nil })
        #expect(stopped?.cause == nil && stopped?.crashes == 1)
        var started: FeatureStatus?
        try host.supervisor.start("a") { started = $0 }
        #expect(host.run { started != nil && host.state("a") == .ready })
        #expect(started?.cause == nil && host.supervisor.features["a"]?.status.cause == nil)
        host.end()
    }

    @Test func `cannot hide a crash that comes after it`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        host.supervisor.apply([shell("x", "exit 1") { $0.restart = .temporary }])
        #expect(host.run { host.state("x") == .stopped && host.supervisor.features["x"]?.starts == 1 })
        try host.supervisor.start("x") { _ in }
        #expect(host.run { host.state("x") == .stopped && host.supervisor.features["x"]?.starts == 2 })
        #expect(host.supervisor.features["x"]?.status.cause == "exited with status 1")
        host.end()
    }

    @Test func `that outlives the host is answered once it is on disk`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "exec sleep 1000")])
        #expect(host.settle())
        for isDisabling in [true, false, true] {
            var found: [Lifecycle.Disabled?] = []
            let answer = { (_: FeatureStatus) in found.append(host.supervisor.services.store.load("a")?.disabledBy) }
            try isDisabling ? host.supervisor.disable("a", then: answer) : host.supervisor.enable("a", then: answer)
            #expect(host.run { found.count == 1 } && found == [isDisabling ? .byOperator : nil])
        }
        host.end()
    }

    @Test func `that could not be written down says so`() throws {
        let host = TestHost()
        host.supervisor.apply([shell("a", "exec sleep 1000")])
        #expect(host.settle())
        let store = host.supervisor.services.store
        try FileManager.default.moveItem(atPath: host.home + "/state", toPath: host.home + "/away")
        var failures: [String?] = []
        try host.supervisor.disable("a") { _ in failures.append(store.failure(of: "a")) }
        #expect(host.run { failures.count == 1 } && failures[0] != nil)
        try FileManager.default.moveItem(atPath: host.home + "/away", toPath: host.home + "/state")
        try host.supervisor.enable("a") { _ in failures.append(store.failure(of: "a")) }
        #expect(host.run { failures.count == 2 } && failures[1] == nil)
        host.end()
    }
}

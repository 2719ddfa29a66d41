import Testing

@testable import Kernel

@Suite struct `A restart policy` {
    @Test func `waits 0, 1, 5, 30 seconds and no longer`() {
        #expect((0...7).map { RestartPolicy().delay(afterCrash: $0, jitter: 0) } == [0, 0, 1000, 5000, 30_000, 30_000, 30_000, 30_000])
    }

    @Test func `jitter lengthens by a fifth at most, never shortens`() {
        #expect([-1, 0, 0.5, 1, 9].map { RestartPolicy().delay(afterCrash: 4, jitter: $0) } == [30_000, 30_000, 33_000, 36_000, 36_000])
    }

    @Test func `an operator's delays are used, none means at once`() {
        var policy = RestartPolicy(settings: SupervisionSettings(delays: [10, 20]))
        #expect((1...3).map { policy.delay(afterCrash: $0, jitter: 0) } == [10, 20, 20])
        policy.delays = []
        #expect(policy.delay(afterCrash: 3, jitter: 1) == 0)
    }
}

@Suite struct `A cause` {
    @Test(arguments: [
        (Cause.exited(3), "exited with status 3"), (.signalled(9), "killed by signal 9 (KILL)"), (.signalled(40), "killed by signal 40"),
        (.outOfMemory(limit: 64 << 20), "ran out of memory (limit 64M)"), (.outOfMemory(limit: nil), "ran out of memory"),
        (.notReady(within: 10_000, last: nil), "not ready within 10 s"),
        (.notReady(within: 1500, last: "connection refused"), "not ready within 1500 ms: connection refused"),
        (.unhealthy(failures: 3, last: "no answer"), "failed 3 health checks in a row: no answer"),
        (.unhealthy(failures: 1, last: "no answer"), "failed a health check: no answer"),
        (.cannotStart("no such file"), "could not be started: no such file"),
    ])
    func `is told in plain words`(cause: Cause, words: String) { #expect(cause.words == words && !cause.advice.isEmpty) }

    @Test func `a notice says what happened, why, and what to do`() {
        let crash = Crash(unixTime: 0, cause: "exited with status 3", advice: "look at its log", lastWords: "boom")
        let notice = Notice.disabled("adblock", crash)
        #expect(notice.text == "Feature 'adblock' has been disabled due to repeated errors" && notice.lastWords == "boom")
        #expect(notice.remedy == "look at its log; then: roost feature reset adblock")
    }
}

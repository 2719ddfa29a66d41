import EventLoop
import Glibc
import Support
import Testing

@Suite struct LoopTaskTests {
    @Test func `what it runs stays on its thread, and its outcome comes back`() async throws {
        let (home, places) = try await run { loop in
            let home = pthread_self()
            var places = [home]
            await Task.yield()
            places.append(pthread_self())
            await withCheckedContinuation { waiting in loop.offload({ usleep(1000) }, then: { waiting.resume() }) }
            places.append(pthread_self())
            return (home, places)
        }
        #expect(places == [home, home, home])
    }

    @Test func `what it throws is thrown`() async {
        await #expect(throws: CancellationError.self) { try await run { _ in throw CancellationError() } }
    }

    private func run<Output: Sendable>(_ body: @escaping @Sendable (Loop) async throws -> Output) async throws -> Output {
        try await onOwnThread { try LoopTask.run(body) }
    }
}

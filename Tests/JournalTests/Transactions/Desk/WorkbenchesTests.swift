import EventLoop
import PluginKit
import Support
import Testing

@testable import Journal
@testable import PluginKit

/// Who waits for a workbench is called once it is free; on a real loop.
@Suite struct WorkbenchesTests {
    private func onLoop<Output: Sendable>(_ body: @escaping @Sendable (Backgrounds) async throws -> Output) async throws -> Output {
        try await onOwnThread { try Runner.runLoop(body) }
    }

    /// Lets others have the loop until it is so; not for ever, if it never is.
    private static func turns(until isSo: () -> Bool) async {
        for _ in 0..<100_000 where !isSo() { await Task.yield() }
    }

    @Test func `an owner's second long step waits for the first, another's does not, and the ninth is refused in words`() async throws {
        let workshop = try Machine().workshop()
        let (order, refusal) = try await onLoop { backgrounds in
            let benches = Workbenches((0..<3).map { _ in Workbench(workshop, on: WorkLane(on: backgrounds.executor.loop)) })
            var (order, refusal): ([String], ServiceError?) = ([], nil)
            var isOpen = false
            func work(_ name: String, of owner: String, waiting isHeld: Bool = false) {
                backgrounds.add {
                    do {
                        try await benches.use(for: BenchQueue.Work(owner: owner, isLong: true)) { _ in
                            if isHeld { await Self.turns { isOpen } }
                            order.append(name)
                        }
                    } catch {
                        refusal = error as? ServiceError
                    }
                }
            }
            work("first", of: "app", waiting: true)
            for _ in 2...8 { work("later", of: "app") }
            work("ninth", of: "app")
            work("other", of: "other")
            await Self.turns { order == ["other"] && refusal != nil }
            isOpen = true
            await Self.turns { order.count == 9 }
            return (order, refusal)
        }
        #expect(order == ["other", "first"] + Array(repeating: "later", count: 7))
        #expect(refusal?.code == 503 && refusal?.words.contains("'app' has 8 steps") == true)
    }
}

import Foundation
import Synchronization

/// Does one thing to many, a few at a time, each on a thread of its own: most of their time is waiting.
struct Crew {
    var threads = 5

    func results<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ work: @escaping @Sendable (Input) -> Output
    ) -> [(input: Input, output: Output)] {
        let open = Box(Array(inputs.enumerated().reversed()))
        let done = Box([(Int, Input, Output)]())
        let ended = DispatchGroup()
        for _ in 0..<min(threads, inputs.count) {
            ended.enter()
            Thread {
                while let (n, input) = open.change({ $0.popLast() }) {
                    let output = work(input)
                    done.change { $0.append((n, input, output)) }
                }
                ended.leave()
            }.start()
        }
        ended.wait()
        return done.change { $0 }.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
    }

    private final class Box<Value: Sendable>: Sendable {
        private let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }

        func change<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result { value.withLock { body(&$0) } }
    }
}

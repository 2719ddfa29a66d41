import Foundation
import Support
import Synchronization

/// Rebuilds the states a cut may leave, one folder each, and lets a check loose on them.
public struct Replayer: Sendable {
    private let workers: Int

    /// - Parameter workers: as many as there are processors, unless told otherwise.
    public init(workers: Int? = nil) { self.workers = workers ?? ProcessInfo.processInfo.activeProcessorCount }

    /// `check` runs once for each different disk, on several threads; it may change the folder as it likes.
    /// `judge` then says for each state what is wrong: the same disk may break one promise and keep another.
    public func replay<Outcome: Sendable>(
        _ enumeration: Enumeration, check: @escaping @Sendable (_ folder: String, CrashState) throws -> Outcome,
        judge: (CrashState, Outcome) -> [String]
    ) throws -> ReplayReport {
        let start = ContinuousClock.now
        let states = Dictionary(grouping: enumeration.states, by: \.fingerprint).values.sorted { $0[0].event < $1[0].event }
        let outcomes = try outcomes(states.map { $0[0] }, enumeration.histories, check)
        var failures: [ReplayReport.Failure] = []
        for (group, outcome) in zip(states, outcomes) {
            for state in group {
                switch outcome {
                case .success(let outcome):
                    failures += judge(state, outcome).map { ReplayReport.Failure(state: state, words: $0, isJudged: true) }
                case .failure(let error):
                    failures.append(ReplayReport.Failure(state: state, words: "\(error)", isJudged: false))
                }
            }
        }
        return ReplayReport(
            disks: states.count, states: enumeration.states.count, leftOut: enumeration.leftOut, tried: enumeration.tried,
            conceivable: enumeration.conceivable, time: start.duration(to: .now), failures: failures)
    }

    private func outcomes<Outcome: Sendable>(
        _ states: [CrashState], _ histories: [NodeID: FileHistory], _ check: @escaping @Sendable (String, CrashState) throws -> Outcome
    ) throws -> [Result<Outcome, any Error>] {
        let base = try StateFolder("powercut")
        let next = Mutex(0)
        let results = Mutex([Result<Outcome, any Error>?](repeating: nil, count: states.count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while let index = Self.take(next, below: states.count) {
                let folder = "\(base.path)/\(index)"
                let result = Result<Outcome, any Error> {
                    try states[index].image.build(at: folder, histories)
                    return try check(folder, states[index])
                }
                removeTree(folder)
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    private static func take(_ next: borrowing Mutex<Int>, below end: Int) -> Int? {
        next.withLock { next in
            guard next < end else { return nil }
            defer { next += 1 }
            return next
        }
    }
}

import Foundation
import Testing

/// Everything the fuzzer ever found worth keeping, and inputs a little beside it: nothing of it may trap. `Config/fuzz` goes on from here.
struct CorpusTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpora")

    /// Rounds for each input that is kept.
    private static let rounds = ProcessInfo.processInfo.environment["ROOST_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 5

    private static func corpus(_ target: FuzzTarget) -> [[UInt8]] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder.appending(path: target.rawValue), includingPropertiesForKeys: nil)
        return (files ?? []).sorted { $0.path < $1.path }.compactMap { try? [UInt8](Data(contentsOf: $0)) }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `what is kept, and what is near it, is read or refused`(_ target: FuzzTarget) {
        let corpus = Self.corpus(target)
        #expect(!corpus.isEmpty, "there is no corpus of \(target.rawValue)")
        var dice = Mutation(seed: 1)
        for input in corpus {
            target.run(input)
            for _ in 0..<Self.rounds { target.run(dice.mutated(input, with: corpus)) }
        }
    }

    /// The test of the test: seeds that are refused at once would exercise nothing.
    @Test func `seeds are what their writers write, and are read`() throws {
        for target in FuzzTarget.allCases { #expect(!target.seeds.isEmpty && target.seeds.allSatisfy { !$0.isEmpty }) }
        #expect(ReleaseHarness.isPatchWhole)
    }
}

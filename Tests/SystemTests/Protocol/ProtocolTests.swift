import Support
import Testing

/// The same bytes, said to nats-server and to us, get the same answer, line by line.
@Suite struct ProtocolTests {
    @Test(arguments: Corpus.all)
    func `what nats-server answers, we answer`(script: Script) throws {
        let expected = try Player.play(script, to: BusServer(.reference, script.settings))
        #expect(!expected.contains { $0.contains(Player.silence) }, "nats-server does not do what the script waits for")
        let ours = try Player.play(script, to: BusServer(.ours, script.settings))
        let different = differences(expected, ours)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    }

    @Test(.enabled(if: ServerProgram.newer != nil), arguments: Corpus.all.filter { !$0.followsOldOnly })
    func `what a newer nats-server answers, we answer`(script: Script) throws {
        let program = try #require(ServerProgram.newer)
        let expected = try Player.play(script, to: BusServer(program, script.settings))
        let ours = try Player.play(script, to: BusServer(.ours, script.settings))
        let different = differences(expected, ours)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    }

    @Test func `every script has a name of its own and says something`() {
        #expect(Set(Corpus.all.map(\.name)).count == Corpus.all.count)
        #expect(Corpus.all.allSatisfy { !$0.steps.isEmpty })
    }

    /// The lines that are not the same, as a reader wants to see them.
    private func differences(_ expected: [String], _ ours: [String]) -> [String] {
        let length = max(expected.count, ours.count)
        return (0..<length).compactMap { index in
            let (left, right) = (index < expected.count ? expected[index] : "(nothing)", index < ours.count ? ours[index] : "(nothing)")
            return left == right ? nil : "line \(index + 1): nats-server «\(left)» roost «\(right)»"
        }
    }
}

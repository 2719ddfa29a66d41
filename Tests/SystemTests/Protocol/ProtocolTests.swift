import Support
import Testing

/// The same bytes, said to nats-server and to us, get the same answer, line by line.
@Suite struct ProtocolTests {
    @Test(arguments: Conversation.all(of: Corpus.all))
    func `what nats-server answers, the old and the new, we answer`(conversation: Conversation) throws {
        let ours = try BusServer(.ours, conversation.settings)
        let reference = try BusServer(.reference, conversation.settings)
        let newer = try ServerProgram.newer.map { try BusServer($0, conversation.settings) }
        for script in conversation.scripts {
            let answers = try Player.play(script, to: ours)
            let expected = try Player.play(script, to: reference)
            let isSilent = expected.contains { $0.contains(Player.silence) }
            #expect(!isSilent, "\(script.name): nats-server does not do what the script waits for")
            expectSame(expected, answers, script, "nats-server")
            if let newer, !script.followsOldOnly {
                expectSame(try Player.play(script, to: newer), answers, script, "the newer nats-server")
            }
            // What has closed may still be on its way out of a server's lists.
            Deadline.pause(.milliseconds(20))
        }
    }

    @Test func `every script has a name of its own and says something`() {
        #expect(Set(Corpus.all.map(\.name)).count == Corpus.all.count)
        #expect(Corpus.all.allSatisfy { !$0.steps.isEmpty })
    }

    /// The lines that are not the same, as a reader wants to see them.
    private func expectSame(_ expected: [String], _ ours: [String], _ script: Script, _ peer: String) {
        let length = max(expected.count, ours.count)
        let different = (0..<length).compactMap { index -> String? in
            let (left, right) = (index < expected.count ? expected[index] : "(nothing)", index < ours.count ? ours[index] : "(nothing)")
            return left == right ? nil : "line \(index + 1): \(peer) «\(left)» roost «\(right)»"
        }
        #expect(different.isEmpty, "\(script.name):\n\(different.joined(separator: "\n"))")
    }
}

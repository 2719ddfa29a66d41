import EventLoop
import Testing

@testable import PluginKit

@Suite struct SubscriptionTests {
    @Test func `hands out messages in order, with reply and headers`() async throws {
        let messages = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let subscription = try await bus.subscribe("a.*", endingAfter: 2)
            let id = await peer.subscription("a.*")
            peer.say("MSG a.b \(id) r 2\r\nhi\r\nHMSG a.c \(id) 18 18\r\nNATS/1.0\r\nK: v\r\n\r\n\r\n")
            var messages: [Message] = []
            for try await message in subscription { messages.append(message) }
            return messages
        }
        #expect(messages.map(\.subject) == ["a.b", "a.c"])
        #expect(messages[0].text == "hi" && messages[0].reply == "r")
        #expect(messages[1].headers?["K"] == "v")
    }

    @Test func `an overflow comes after the messages it had room for, and ends it`() async throws {
        let (texts, error, heard) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let subscription = try await bus.subscribe("a", buffer: 2)
            let id = await peer.subscription("a")
            for text in ["1", "2", "3"] { peer.say("MSG a \(id) 1\r\n\(text)\r\n") }
            await peer.hear("UNSUB \(id)")
            var texts: [String] = []
            let error = try await busError { for try await message in subscription { texts.append(message.text) } }
            return (texts, error, peer.heard)
        }
        #expect(texts == ["1", "2"])
        #expect(error == .overflow(subject: "a"))
        #expect(heard.contains("UNSUB"))
    }

    @Test func `a forbidden one throws the bus's words`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let subscription = try await bus.subscribe("secret.>")
            peer.say("-ERR 'Permissions Violation for Subscription to \"secret.>\"'\r\n")
            return try await busError { for try await _ in subscription {} }
        }
        #expect(error == .refused("Permissions Violation for Subscription to \"secret.>\""))
    }

    @Test func `a mailbox is bounded in bytes too`() {
        let mailbox = Mailbox(maximumMessages: 100, maximumBytes: 10)
        var overflowed: [String] = []
        mailbox.overflowed = { overflowed.append($0.text) }
        for text in ["1234567", "8", "9012"] { mailbox.deliver(Message(subject: "s", payload: Array(text.utf8))) }
        #expect(overflowed == ["9012"])
    }

    @Test func `unsubscribing ends the sequence after what it holds`() async throws {
        let count = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let subscription = try await bus.subscribe("a")
            let id = await peer.subscription("a")
            peer.say("MSG a \(id) 0\r\n\r\nMSG a \(id) 0\r\n\r\n")
            try await bus.flush()
            subscription.unsubscribe()
            var count = 0
            for try await _ in subscription { count += 1 }
            return count
        }
        #expect(count == 2)
    }
}

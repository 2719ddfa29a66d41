import EventLoop
import Foundation
import Testing

@testable import PluginKit

/// What the client says to a journal, and what it makes of the answers. The journal's own side is tried over a real host.
@Suite struct JournalClientTests {
    private struct Sale: Codable, Equatable, Sendable { let price: Int }

    @Test func `an event goes to the plugin's own stream unless told otherwise`() async throws {
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add { await peer.answerInTurn([("journal.append", #"{"sequence":7}"#), ("journal.append", #"{"sequence":1}"#)]) }
            let numbers = [try await bus.journal.append(Sale(price: 3)), try await bus.journal.append(Sale(price: 4), to: "test.log")]
            #expect(numbers == [7, 1])
            return peer.heard
        }
        #expect(heard.contains(#""stream":"test""#) && heard.contains(#""event":{"price":3}"#))
        #expect(heard.contains(#""stream":"test.log""#) && heard.contains(#""event":{"price":4}"#))
    }

    @Test func `events are read on until there are no more`() async throws {
        let (prices, heard) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            func page(_ numbers: [Int]) -> (String, String) {
                let events = numbers.map { #"{"sequence":\#($0),"time":1.5,"event":{"price":\#($0)}}"# }
                return ("journal.read", #"{"events":[\#(events.joined(separator: ","))],"first":1,"last":5}"#)
            }
            backgrounds.add { await peer.answerInTurn([page([3, 4]), page([5]), page([])]) }
            var prices: [Int] = []
            for try await entry in bus.journal.events(after: 2, as: Sale.self) { prices.append(entry.event.price) }
            return (prices, peer.heard)
        }
        #expect(prices == [3, 4, 5])
        for last in [2, 4, 5] { #expect(heard.contains(#""after":\#(last)"#)) }
    }

    @Test func `events that the stream has let go of meanwhile are told once`() async throws {
        let (prices, failure) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            func page(_ numbers: [Int], first: Int) -> (String, String) {
                let events = numbers.map { #"{"sequence":\#($0),"time":1.5,"event":{"price":\#($0)}}"# }
                return ("journal.read", #"{"events":[\#(events.joined(separator: ","))],"first":\#(first),"last":9}"#)
            }
            backgrounds.add {
                await peer.answerInTurn([page([3], first: 1), page([7, 8], first: 7), page([9], first: 7), page([], first: 7)])
            }
            var events = bus.journal.events(after: 2, as: Sale.self).makeAsyncIterator()
            var prices = [try await events.next()?.event.price]
            var failure: BusError?
            do throws(BusError) { _ = try await events.next() } catch { failure = error }
            while let entry = try await events.next() { prices.append(entry.event.price) }
            return (prices, failure)
        }
        #expect(prices == [3, 7, 8, 9])
        guard case .service(let error) = failure else { throw try #require(failure) }
        #expect(error.code == 410 && error.description.contains("has let go of its events 4 to 6"))
    }

    @Test func `a transaction goes through its phases, then is validated and committed`() async throws {
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let answers = [
                ("begin", "STAGING"), ("advance", "MIGRATION"), ("advance", "SWITCH"), ("advance", "VALIDATION"), ("commit", "COMMIT"),
            ]
            backgrounds.add { await peer.answerInTurn(answers.map { ("journal.\($0.0)", Self.transaction(in: $0.1)) }) }
            var wasValidated = false
            try await bus.journal.transaction("settings", [.removeTree(path: "old")], deadline: .milliseconds(1500)) {
                wasValidated = !peer.heard.contains("journal.commit")
            }
            #expect(wasValidated)
            return peer.heard
        }
        #expect(heard.contains(#""do":"remove-tree""#) && heard.contains(#""id":"12""#) && heard.contains(#""deadline":1.5"#))
        for phase in ["STAGING", "MIGRATION", "SWITCH"] { #expect(heard.contains(#""phase":"\#(phase)""#)) }
    }

    @Test func `who did not understand an answer asks for the same phase again`() async throws {
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add {
                await peer.answerInTurn([
                    ("journal.begin", Self.transaction(in: "STAGING")), ("journal.advance", "lost"),
                    ("journal.advance", Self.transaction(in: "MIGRATION")),
                ])
            }
            let transaction = try await bus.journal.begin("settings", [])
            #expect(try await busError { try await transaction.advance() } != nil)
            #expect(transaction.phase == .staging)
            try await transaction.advance()
            #expect(transaction.phase == .migration)
            return peer.heard
        }
        #expect(heard.components(separatedBy: #""phase":"STAGING""#).count == 3)
    }

    @Test func `a journal that is busy, or not there for a moment, is asked for the same phase again`() async throws {
        let busy = "NATS/1.0\r\nNats-Service-Error: busy\r\nNats-Service-Error-Code: 503\r\n\r\n"
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            bus.onProblem = { _ in }
            let answers = [
                ("begin", Self.transaction(in: "STAGING")), ("advance", busy), ("advance", Self.transaction(in: "MIGRATION")),
                ("advance", Self.transaction(in: "SWITCH")), ("advance", Self.transaction(in: "VALIDATION")),
                ("commit", "NATS/1.0 503\r\n\r\n"), ("commit", Self.transaction(in: "COMMIT")),
            ]
            backgrounds.add { await peer.answerInTurn(answers.map { ("journal.\($0.0)", $0.1) }) }
            #expect(try await bus.journal.transaction("settings", []).phase == "COMMIT")
            return peer.heard
        }
        #expect(heard.components(separatedBy: #""phase":"STAGING""#).count == 3 && !heard.contains("journal.rollback"))
    }

    @Test func `what validation throws rolls the transaction back and is told`() async throws {
        struct Ill: Error {}
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add {
                let verbs = ["begin", "advance", "advance", "advance", "rollback"]
                await peer.answerInTurn(verbs.map { ("journal.\($0)", Self.transaction(in: "STAGING")) })
            }
            do {
                try await bus.journal.transaction("settings", []) { throw Ill() }
                Issue.record("nothing was thrown")
            } catch is Ill {}
            return peer.heard
        }
        #expect(heard.contains("journal.rollback") && heard.contains(#""reason":"Ill()""#) && !heard.contains("journal.commit"))
    }

    private static func transaction(in phase: String) -> String {
        #"{"id":"12","owner":"test","kind":"settings","from":"","to":"","phase":"\#(phase)","recoveries":0,"begun":1,"operations":[]}"#
    }
}

extension ScriptedPeer {
    /// Answers requests that come one after the other.
    fileprivate func answerInTurn(_ answers: [(subject: String, body: String)]) async {
        let inbox = await subscription("_INBOX.")
        let first = await replySubject(of: answers[0].subject)
        let prefix = first.prefix { $0 != "." } + "." + first.split(separator: ".")[1] + "."
        var number = Int(first.split(separator: ".")[2]) ?? 0
        for answer in answers {
            let reply = "\(prefix)\(number)"
            await hear("PUB \(answer.subject) \(reply) ")
            let (body, count) = (answer.body, answer.body.utf8.count)
            let isRefusal = body.hasPrefix("NATS/1.0")
            // The pause before the next try takes a number too.
            number += isRefusal ? 2 : 1
            say(isRefusal ? "HMSG \(reply) \(inbox) \(count) \(count)\r\n\(body)\r\n" : "MSG \(reply) \(inbox) \(count)\r\n\(body)\r\n")
        }
    }
}

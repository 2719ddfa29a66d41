import EventLoop
import Testing

@testable import PluginKit

@Suite struct BusConnectionTests {
    struct Sum: Codable, Equatable { let a: Int }

    @Test func `introduces itself and is let in`() async throws {
        let heard = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            _ = try await peer.connect(on: backgrounds)
            return peer.heard
        }
        #expect(heard.hasPrefix("CONNECT {\"verbose\":false,"))
        #expect(heard.contains("\"name\":\"test\"") && heard.contains("\"no_responders\":true"))
    }

    @Test func `tells why it was not let in`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            peer.answersPings = false
            backgrounds.add {
                await peer.hear("CONNECT")
                peer.say("-ERR 'Authorization Violation'\r\n")
                peer.stream.close()
            }
            return try await busError { _ = try await peer.connect(on: backgrounds) }
        }
        #expect(error == .refused("Authorization Violation"))
    }

    @Test func `gives up on a bus that says nothing`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds, info: "")
            return try await busError {
                _ = try await BusConnection.connect(
                    to: .descriptor(peer.descriptor), name: "t", within: .milliseconds(50), on: backgrounds)
            }
        }
        #expect(error == .notReachable("the bus does not answer"))
    }

    @Test func `names the place where no bus is`() async throws {
        let error = try await onLoop { backgrounds in
            try await busError {
                _ = try await BusConnection.connect(to: .unix(path: "/nowhere/bus.sock"), name: "t", on: backgrounds)
            }
        }
        #expect(error == .notReachable("no bus at /nowhere/bus.sock: no such file or directory"))
    }

    @Test func `answers a PING`() async throws {
        try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            peer.say("PING\r\n")
            await peer.hear("PONG\r\n")
            bus.close()
        }
    }

    @Test func `asks with a value and gets one`() async throws {
        let sum = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add { await peer.answer("add.one", "{\"a\":2}") }
            return try await bus.request("add.one", Sum(a: 1), as: Sum.self)
        }
        #expect(sum == Sum(a: 2))
    }

    @Test(arguments: [
        ("NATS/1.0 503\r\n\r\n", BusError.noResponders(subject: "s")),
        ("NATS/1.0 503 the plugin 'x' died\r\n\r\n", .service(ServiceError(503, "the plugin 'x' died"))),
        (
            "NATS/1.0\r\nNats-Service-Error: no such id\r\nNats-Service-Error-Code: 404\r\n\r\n",
            .service(ServiceError(404, "no such id"))
        ),
    ]) func `turns an answer that says no into its error`(headers: String, expected: BusError) async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add { await peer.answer("s", headers: headers) }
            return try await busError { _ = try await bus.request("s", bytes: []) }
        }
        #expect(error == expected)
    }

    @Test func `stops waiting for an answer in time`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            return try await busError { _ = try await bus.request("s", bytes: [], timeout: .milliseconds(20)) }
        }
        #expect(error == .timeout(subject: "s"))
    }

    @Test func `a deadline may be as far off as can be said`() {
        #expect(Duration.milliseconds(1).milliseconds == 1 && Duration.microseconds(1).milliseconds == 1 && Duration.zero.milliseconds == 0)
        #expect(Duration.seconds(-1).milliseconds == 0 && Duration.seconds(Int64.max).milliseconds > 1 << 50)
    }

    @Test func `a forbidden request fails at once with the bus's words`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            backgrounds.add {
                await peer.hear("PUB s ")
                peer.say("-ERR 'Permissions Violation for Publish to \"s\"'\r\n")
            }
            return try await busError { _ = try await bus.request("s", bytes: [], timeout: .seconds(20)) }
        }
        #expect(error == .refused("Permissions Violation for Publish to \"s\""))
    }

    @Test func `whoever waits is told when the bus hangs up, and so is whoever comes later`() async throws {
        let errors = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            let messages = try await bus.subscribe("x")
            backgrounds.add {
                await peer.hear("PUB s ")
                peer.stream.close()
            }
            return [
                try await busError { _ = try await bus.request("s", bytes: []) },
                try await busError { for try await _ in messages {} },
                try await busError { try await bus.publish("x", bytes: []) },
            ]
        }
        #expect(errors == Array(repeating: BusError.closed("the bus hung up"), count: 3))
    }

    @Test func `what has a capture list stays on the loop, and so does what it calls`() async throws {
        let stayed = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            var stayed = false
            bus.background { [weak bus] in
                await Task.yield()
                try await bus?.flush()
                stayed = backgrounds.executor.isIsolatingCurrentContext() == true
                try await bus?.publish("done", bytes: [])
            }
            await peer.hear("PUB done")
            return stayed
        }
        #expect(stayed)
    }
}

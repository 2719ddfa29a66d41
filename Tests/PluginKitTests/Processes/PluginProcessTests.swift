import EventLoop
import Foundation
import Testing

@testable import PluginKit

/// A plugin's life, with a scripted bus at the other end of its descriptor.
@Suite struct PluginProcessTests {
    struct Quiet: Plugin {
        func start(_ bus: BusConnection) async throws {}
    }

    struct Failing: Plugin {
        func start(_ bus: BusConnection) async throws { throw ServiceError(500, "no disk") }
    }

    struct FailingLater: Plugin {
        func start(_ bus: BusConnection) async throws {
            bus.background { throw ServiceError(500, "lost the disk") }
        }
    }

    /// Runs a plugin on a thread of its own until the peer's script is over and it has ended.
    private func life(
        of plugin: some Plugin & Sendable, _ script: @escaping @Sendable (ScriptedPeer) async -> Void
    ) async throws -> (status: Int32, heard: String) {
        try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let variables = ["ROOST_BUS_FD": "\(peer.descriptor)", "ROOST_BEAT_EVERY": "0.02"]
            let environment = PluginEnvironment { variables[$0] }
            var status: Int32?
            backgrounds.executor.loop.offload({ PluginProcess.run(plugin, name: "p", in: environment) }, then: { status = $0 })
            await script(peer)
            while status == nil { await Task.yield() }
            return (status!, peer.heard)
        }
    }

    @Test func `is ready once started, beats, and ends with 1 when its bus is gone`() async throws {
        let (status, heard) = try await life(of: Quiet()) { peer in
            await peer.hear("PUB kernel.ready 0\r\n\r\nPUB kernel.beat 0\r\n\r\nPUB kernel.beat 0")
            peer.stream.close()
        }
        #expect(status == 1)
        #expect(heard.components(separatedBy: "kernel.ready").count == 2)
    }

    @Test func `is never ready when its start fails`() async throws {
        let (status, heard) = try await life(of: Failing()) { _ in }
        #expect(status == 1)
        #expect(!heard.contains("kernel.ready"))
    }

    @Test func `ends when something in its background fails`() async throws {
        #expect(try await life(of: FailingLater()) { _ in }.status == 1)
    }

    @Test func `started by hand it says how, before there is a loop`() {
        let byHand = PluginEnvironment { $0 == "ROOST_BUS_FD" ? "0" : nil }
        #expect(byHand.bus == nil)
        #expect(PluginProcess.run(Quiet(), name: "p", in: byHand) == 2)
        #expect(
            PluginEnvironment { ["ROOST_BUS_FD": "0", "NATS_URL": "nats://127.0.0.1:4"][$0] }.bus
                == .tcp(host: "127.0.0.1", port: 4))
    }

    @Test(arguments: [
        ("2", Duration.seconds(2)), ("0.5", .milliseconds(500)), ("-1", .seconds(10)), ("x", .seconds(10)), ("nan", .seconds(10)),
    ])
    func `reads how often to beat`(text: String, period: Duration) {
        #expect(PluginEnvironment { $0 == "ROOST_BEAT_EVERY" ? text : nil }.beatEvery == period)
    }
}

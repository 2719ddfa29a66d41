import EventLoop
import Foundation
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `Readiness and health` {
    @Test func `ready when the plugin says so on the bus, and not before`() {
        let host = TestHost()
        host.supervisor.apply([shell("a", "sleep 1000") { $0.ready.by = .bus }])
        #expect(host.run { host.pid("a") != nil })
        #expect(!host.run(0.05) { host.state("a") != .starting })
        host.supervisor.busReady("a")
        #expect(host.state("a") == .ready && host.supervisor.isSettled)
        host.end()
    }

    @Test func `ready by sd_notify, from its own session only`() throws {
        let host = TestHost()
        let script = "[ -S $NOTIFY_SOCKET ] || exit 1; read go < ../go; python3 -c '\(notify)'; exec sleep 1000"
        host.supervisor.apply([shell("a", "cd $ROOST_DATA; mkfifo ../go; \(script)") { $0.ready.by = .notify }])
        #expect(host.run { host.pid("a") != nil && FileManager.default.fileExists(atPath: "\(host.home)/data/go") })
        #expect(send("READY=1", to: "\(host.home)/run/notify/a"))
        #expect(!host.run(0.05) { host.state("a") == .ready })
        try "go\n".write(toFile: "\(host.home)/data/go", atomically: false, encoding: .utf8)
        #expect(host.run { host.state("a") == .ready })
        host.end()
    }

    @Test func `ready once its port accepts`() throws {
        let host = TestHost()
        var port: UInt16 = 0
        var accepted = 0
        let listener = try Listener.tcp(host: "127.0.0.1", port: 0, on: host.loop) { _ in accepted += 1 }
        port = listener.port
        listener.close()
        host.supervisor.apply([shell("a", "sleep 1000") { $0.ready.by = .tcp(host: "127.0.0.1", port: port) }])
        #expect(!host.run(0.1) { host.state("a") == .ready })
        let second = try Listener.tcp(host: "127.0.0.1", port: port, on: host.loop) { _ in accepted += 1 }
        #expect(host.run { host.state("a") == .ready } && accepted >= 1)
        second.close()
        host.end()
    }

    @Test func `ready once its command succeeds, run with its environment`() {
        let host = TestHost()
        let probe = Probe.exec(command: "[ -e $ROOST_DATA/up ]")
        host.supervisor.apply([shell("a", "sleep 0.1; touch $ROOST_DATA/up; exec sleep 1000") { $0.ready.by = probe }])
        #expect(host.run { host.state("a") == .ready })
        host.end()
    }

    @Test func `not ready in time is a crash, told with what the last attempt said`() {
        // a's time is long enough for one attempt on a busy machine.
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        host.supervisor.apply([
            shell("a", "sleep 1000") { $0.ready = .init(by: .exec(command: "echo no such thing >&2; exit 1"), within: 2000) },
            shell("b", "sleep 1000") { $0.ready = .init(by: .bus, within: 150) },
            shell("c", "sleep 1000") { $0.ready = .init(by: .exec(command: "sleep 1000"), within: 150) },
        ])
        #expect(host.settle() && host.run { ["a", "b", "c"].allSatisfy { host.state($0) == .backoff } })
        #expect(host.supervisor.features["a"]?.status.cause == "not ready within 2 s: no such thing")
        #expect(host.supervisor.features["b"]?.status.cause == "not ready within 150 ms")
        host.end()
    }

    @Test func `too many failed checks in a row are a crash`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        host.supervisor.apply([
            shell("a", "sleep 1000") {
                $0.health.by = .exec(command: "echo x >> $ROOST_DATA/asked; echo down >&2; exit 1")
                ($0.health.every, $0.health.failures) = (20, 3)
            }
        ])
        #expect(host.run { host.state("a") == .backoff })
        #expect(host.supervisor.features["a"]?.status.cause == "failed 3 health checks in a row: down")
        #expect(try String(contentsOfFile: "\(host.home)/data/a/asked", encoding: .utf8) == "x\nx\nx\n")
        host.end()
    }

    @Test func `a plugin that beats lives, one that falls silent is killed`() {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        let beats = { (manifest: inout Manifest) in
            manifest.health.by = .bus
            (manifest.health.every, manifest.health.failures) = (50, 3)
        }
        host.supervisor.apply([shell("a", "sleep 1000", beats), shell("b", "sleep 1000", beats)])
        let began = host.loop.now
        let beat = Timer(on: host.loop) { host.supervisor.busBeat("a") }
        beat.start(after: 10, repeating: 10)
        #expect(host.run { host.state("b") == .backoff })
        #expect(host.supervisor.features["b"]?.status.cause?.hasPrefix("failed 3 health checks in a row: silent for ") == true)
        #expect(host.loop.now - began >= 150)
        #expect(!host.run(0.3) { host.state("a") != .ready })
        beat.close()
        #expect(host.run { host.state("a") == .backoff })
        host.end()
    }

    @Test func `a host that was held up itself reads what waits before it blames silence`() throws {
        let loop = Loop()
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        var (isBlamed, wasBlamedUnheard) = (false, true)
        let line = shell("a", "") { ($0.health.every, $0.health.failures) = (20, 2) }
        guard case .valid(let manifest) = line else {
            Issue.record("\(line)")
            return
        }
        let watch = HealthWatch(manifest.health, probe: nil, on: loop) { _ in isBlamed = true }
        let words = try Stream.adopt(ends[0], on: loop)
        words.read { _ in
            watch.heard()
            wasBlamedUnheard = isBlamed
            loop.stop()
        }
        let hold = Timer(on: loop) {
            _ = write(ends[1], "x", 1)
            let until = ContinuousClock.now + .milliseconds(60)
            while ContinuousClock.now < until {}
        }
        hold.start(after: 0)
        loop.run()
        #expect(!wasBlamedUnheard)
        hold.close()
        watch.stop()
        words.close()
        close(ends[1])
    }

    @Test func `a watchdog fed by sd_notify`() {
        let host = TestHost(settings: SupervisionSettings(delays: [100_000]))
        host.supervisor.apply([
            shell("a", "echo $WATCHDOG_USEC; sleep 1000") {
                $0.health.by = .notify
                ($0.health.every, $0.health.failures) = (50, 2)
            }
        ])
        #expect(host.run { host.state("a") == .backoff })
        #expect(host.log("a").contains("out 100000\n"))
        host.end()
    }
}

/// From this process, which is in no feature's session.
private func send(_ text: String, to path: String) -> Bool {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { sendto(descriptor, text, text.utf8.count, 0, $0, size) } == text.utf8.count
    }
}

private let notify = """
    import os,socket; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.sendto(b"STATUS=x\\nREADY=1", os.environ["NOTIFY_SOCKET"])
    """

import EventLoop
import Glibc

/// A plugin's life between the host's exec and its exit status.
///
/// Ready once `start` has returned; beats while the loop turns.
/// Ends with 0 when asked to, with 1 when it failed or its bus is gone, with 2 when nobody gave it a bus.
final class PluginProcess {
    /// Why it ends.
    private enum End {
        case asked
        case busGone(BusError)
        case failed(any Error)
    }

    /// Below the 5 s a host waits by default before it kills.
    private static let stopLimit: Duration = .seconds(4)
    /// How often the pages of its program that nobody needed lately are given back.
    private static let tidyEvery: Duration = .seconds(2)

    private let plugin: any Plugin
    private let bus: BusConnection
    private let loop: Loop
    private let beatEvery: UInt64
    private var watchers: [Handle] = []
    private var end: End?
    private var waitingForEnd: (() -> Void)?

    static func run(_ plugin: sending some Plugin, name: String, in environment: PluginEnvironment) -> Int32 {
        guard let address = environment.bus else {
            writeToStandardError("\(name) has no bus: start me through the host: roost feature install DIR, or set NATS_URL")
            return 2
        }
        do {
            return try Runner.runLoop { backgrounds in
                let bus = try await BusConnection.connect(to: address, name: name, on: backgrounds)
                return await PluginProcess(plugin, bus, beatEvery: environment.beatEvery, on: backgrounds.executor.loop).live()
            }
        } catch {
            writeToStandardError("\(name): \(error)")
            return 1
        }
    }

    private init(_ plugin: any Plugin, _ bus: BusConnection, beatEvery: Duration, on loop: Loop) {
        self.plugin = plugin
        self.bus = bus
        self.loop = loop
        self.beatEvery = max(1, beatEvery.milliseconds)
    }

    private func live() async -> Int32 {
        bus.onEnd = { [unowned self] in finish(.busGone($0)) }
        bus.onFailure = { [unowned self] in finish(.failed($0)) }
        if let ended = bus.end { finish(.busGone(ended)) }
        watch()
        bus.background { try await self.start() }
        await withCheckedContinuation { waiting in
            waitingForEnd = { waiting.resume() }
            if end != nil { releaseEnd() }
        }
        return await leave()
    }

    private func start() async throws {
        try await plugin.start(bus)
        try await bus.publish("kernel.ready", bytes: [])
        beat()
        repeatedly(every: beatEvery) { [unowned self] in beat() }
        ProgramPages.giveBack()
        repeatedly(every: Self.tidyEvery.milliseconds) { ProgramPages.giveBack() }
    }

    private func repeatedly(every time: UInt64, _ action: @escaping () -> Void) {
        let timer = Timer(on: loop, action)
        timer.start(after: time, repeating: time)
        watchers.append(timer)
    }

    /// Sent past the queue: a beat is for the loop's turning, not for the room in the buffers.
    private func beat() {
        do {
            try bus.send("kernel.beat", [])
        } catch {
            finish(.busGone(error))
        }
    }

    private func watch() {
        do {
            for signal in [SIGTERM, SIGINT] {
                watchers.append(try SignalWatcher(signal, on: loop) { [unowned self] in finish(.asked) })
            }
        } catch {
            finish(.failed(error))
        }
    }

    private func finish(_ end: End) {
        guard self.end == nil else { return }
        self.end = end
        releaseEnd()
    }

    private func releaseEnd() {
        waitingForEnd?()
        waitingForEnd = nil
    }

    private func leave() async -> Int32 {
        let status: Int32
        switch end {
        case .asked: status = await stop()
        case .busGone(let error): status = say("ends without its bus: \(error)")
        case .failed(let error): status = say("\(error)")
        case nil: status = 1
        }
        for watcher in watchers { watcher.close() }
        return status
    }

    private func stop() async -> Int32 {
        let name = bus.name
        let deadline = Timer(on: loop) {
            writeToStandardError("\(name): did not stop in time")
            exit(1)
        }
        deadline.start(after: Self.stopLimit.milliseconds)
        defer { deadline.close() }
        await plugin.stop(bus)
        do {
            try await bus.drain(within: Self.stopLimit)
            return 0
        } catch {
            return say("did not end cleanly: \(error)")
        }
    }

    private func say(_ words: String) -> Int32 {
        writeToStandardError("\(bus.name): \(words)")
        bus.close()
        return 1
    }
}

import EventLoop
import Glibc
import Wire

/// As much of a kernel as one plugin sees of it: both its doors, and its signals.
final class TinyKernel {
    let rules: Conformance
    let loop: Loop
    var hasConnected = false
    var isReady = false
    var beats = 0
    var pongs = 0
    var subscriptions: [(subject: String, id: String)] = []
    private(set) var exit: Child.Exit?

    private let deadlines: Deadlines
    private var waiting: (() -> Void)?
    private var listener: Listener?
    private var streams: [Stream] = []
    /// The one it said CONNECT on.
    var spoken: Stream?
    private var child: Child?
    private var errors: [UInt8] = []

    init(for rules: Conformance, on backgrounds: Backgrounds) throws(UVError) {
        self.rules = rules
        loop = backgrounds.executor.loop
        deadlines = Deadlines(on: loop)
        let listener = try Listener.tcp(host: "127.0.0.1", port: 0, on: loop) { [unowned self] in serve($0) }
        self.listener = listener
        let (stream, inherited) = try Stream.pair(on: loop)
        defer { close(inherited) }
        serve(stream)
        let child = try Child.spawn(command(inherited, listener.port), on: loop) { [unowned self] in
            exit = $0
            changed()
        }
        self.child = child
        child.pipes[2]?.read { [unowned self] in
            if case .bytes(let bytes) = $0 { errors = (errors + bytes).suffix(4096) }
        }
    }

    /// Up to the next change, again and again, until the condition holds or time is up.
    func wait(until condition: @escaping () -> Bool, within limit: Duration) async -> Bool {
        var isLate = false
        let deadline = deadlines.add(after: limit) { [unowned self] in
            isLate = true
            changed()
        }
        defer { deadlines.remove(deadline) }
        while !condition(), !isLate {
            await withCheckedContinuation { resumption in waiting = { resumption.resume() } }
        }
        return condition()
    }

    func changed() {
        waiting?()
        waiting = nil
    }

    func signal(_ signal: Int32) { child?.kill(signal) }

    /// As if the kernel had died.
    func hangUp() {
        for stream in streams { stream.close() }
        listener?.close()
    }

    func end() {
        hangUp()
        child?.killGroup(SIGKILL)
        child?.pipes[2]?.close()
        child?.close()
        deadlines.close()
    }

    /// The end of its stderr, to be added to a verdict; to one only.
    func takeLastWords() -> String {
        let text = String(decoding: errors, as: UTF8.self).split(separator: "\n").suffix(3).joined(separator: " / ")
        errors = []
        return text.isEmpty ? "" : "; its last words: \(text)"
    }

    private func serve(_ stream: Stream) {
        streams.append(stream)
        var reader = TinyKernelReader(self, stream)
        stream.read { event in
            if case .bytes(let bytes) = event { reader.take(bytes) }
        }
        let info: JSON = ["server_id": "CONFORMANCE", "version": "2.9.10", "proto": 1, "headers": true, "max_payload": 1_048_576]
        stream.write(Array("INFO \(info.text)\r\n".utf8))
    }

    private func command(_ inherited: Int32, _ port: UInt16) -> Child.Command {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let surroundings = [
            "PATH=\(path)", "ROOST_BUS_FD=3", "ROOST_FEATURE=\(rules.feature)", "ROOST_DATA=\(rules.directory)",
            "ROOST_BEAT_EVERY=\(rules.beatEverySeconds)", "NATS_URL=nats://\(rules.feature):conformance@127.0.0.1:\(port)",
        ]
        return Child.Command(
            executable: rules.executable, arguments: [rules.executable] + rules.arguments,
            environment: surroundings + rules.environment, directory: rules.directory,
            stdio: [.null, .null, .pipe, .inherit(inherited)], newSession: true)
    }
}

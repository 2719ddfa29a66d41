import EventLoop
import Manifests

/// One run of `roost-manifests`: the kernel reads its lines and never sees TOML.
///
/// Bounded in time and in what it may say; ends by calling back exactly once.
final class ManifestScan {
    enum Outcome {
        /// And how many lines could not be understood.
        case lines([ManifestLine], unreadable: Int)
        case failed(String)
    }

    private static let environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    private static let deadline: UInt64 = 20_000
    private static let maximumOutput = 32 << 20

    private var child: Child?
    private var output: [UInt8] = []
    private var lines: [ManifestLine] = []
    private var unreadable = 0
    private var exit: Child.Exit?
    private var outputEnded = false
    private var failure: String?
    private var timer: Timer?
    private var done: ((Outcome) -> Void)?

    init(executable: String, directories: [String], on loop: Loop, done: @escaping (Outcome) -> Void) {
        self.done = done
        let command = Child.Command(
            executable: executable, arguments: ["roost-manifests"] + directories, environment: Self.environment,
            stdio: [.null, .pipe, .inherit(2)])
        do throws(UVError) {
            child = try Child.spawn(command, on: loop) { [unowned self] exit in
                self.exit = exit
                finishIfOver()
            }
            child?.pipes[1]?.read { [unowned self] event in receive(event) }
            timer = Timer(on: loop) { [unowned self] in fail("it took longer than \(Self.deadline / 1000) s") }
            timer?.start(after: Self.deadline)
        } catch {
            failure = error.description
            loop.atTurnEnd { [self] in finish() }
        }
    }

    private func receive(_ event: ReadEvent) {
        guard case .bytes(let bytes) = event else {
            outputEnded = true
            return finishIfOver()
        }
        output.append(contentsOf: bytes)
        if output.count > Self.maximumOutput { return fail("it said more than \(Self.maximumOutput >> 20) MiB") }
        guard let last = output.lastIndex(of: UInt8(ascii: "\n")) else { return }
        for line in output[..<last].split(separator: UInt8(ascii: "\n")) {
            if let line = ManifestLine(bytes: Array(line)) { lines.append(line) } else { unreadable += 1 }
        }
        output.removeFirst(last + 1)
    }

    private func fail(_ reason: String) {
        failure = reason
        child?.kill(9)
    }

    private func finishIfOver() {
        if exit != nil, outputEnded { finish() }
    }

    private func finish() {
        timer?.close()
        let done = done
        self.done = nil
        if failure == nil, exit != .exited(0) { failure = "it ended unexpectedly" }
        done?(failure.map(Outcome.failed) ?? .lines(lines, unreadable: unreadable))
        child = nil
    }

    func cancel() {
        done = nil
        timer?.close()
        child?.kill(9)
        child?.pipes[1]?.close()
        child?.close()
    }
}

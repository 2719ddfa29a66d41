import EventLoop
import Glibc

/// The rules every plugin has to keep, whatever it is written in, tried on the plugin itself.
///
/// Plays a tiny kernel at the other end of the plugin's descriptor 3, and of its NATS_URL: whichever it uses.
public struct Conformance: Sendable {
    public var executable: String
    /// Without the program's own name.
    public var arguments: [String]
    public var directory: String
    public var feature: String
    /// `NAME=value`, beside what a host sets.
    public var environment: [String] = []
    public var readyWithin: Duration = .seconds(10)
    public var stopWithin: Duration = .seconds(5)
    /// How often it is asked to beat, in whole seconds: a shell can count those.
    public var beatEverySeconds = 1

    public init(executable: String, arguments: [String] = [], directory: String, feature: String) {
        self.executable = executable
        self.arguments = arguments
        self.directory = directory
        self.feature = feature
    }

    /// Starts the plugin twice and takes some ten seconds of a well-behaved one. Throws if no sockets can be had.
    public func run() throws -> [Verdict] {
        let suite = self
        return try Runner.runLoop { backgrounds in
            Loop.clearSignalMask()
            var verdicts = try await suite.tryLife(on: backgrounds)
            verdicts.append(try await suite.tryOrphanhood(on: backgrounds))
            return verdicts
        }
    }
}

extension Conformance {
    /// From hello to SIGTERM. A rule that a dead plugin can no longer keep is broken.
    private func tryLife(on backgrounds: Backgrounds) async throws -> [Verdict] {
        let kernel = try TinyKernel(for: self, on: backgrounds)
        defer { kernel.end() }
        return [
            await kernel.judge("says hello", within: readyWithin, "CONNECT came", "no CONNECT") { kernel.hasConnected },
            await kernel.judge("becomes ready", within: readyWithin, "published kernel.ready", "no kernel.ready") {
                kernel.isReady
            },
            await kernel.judgeBeats(),
            await kernel.judgeLife("answers PING"),
            await kernel.judgeLife("ignores unknown subjects", after: kernel.sendUnknown),
            await kernel.judgeLife("survives garbage", after: kernel.sendGarbage),
            await kernel.judgeBeats("still beats after garbage"),
            await kernel.judgeStop(),
        ]
    }

    private func tryOrphanhood(on backgrounds: Backgrounds) async throws -> Verdict {
        let kernel = try TinyKernel(for: self, on: backgrounds)
        defer { kernel.end() }
        let rule = "ends when the kernel is gone"
        guard await kernel.wait(until: { kernel.isReady || kernel.exit != nil }, within: readyWithin), kernel.exit == nil else {
            return Verdict(rule: rule, isKept: false, words: "did not become ready a second time\(kernel.takeLastWords())")
        }
        kernel.hangUp()
        return await kernel.judgeEnd(rule, within: stopWithin)
    }
}

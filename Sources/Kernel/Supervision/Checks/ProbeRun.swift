import EventLoop
import Glibc
import Manifests

/// One probe under way: a child that ends with status 0, or says on stderr what is wrong, or is killed at its deadline.
final class ProbeRun {
    enum Answer: Equatable {
        case well
        /// With what is wrong.
        case ill(String)
        /// The host could not ask: that says nothing about the feature.
        case unasked(String)
    }

    private var child: Child?
    private var deadline: Timer?
    private var words = LastWords()
    private var then: ((Answer) -> Void)?

    init(_ command: Child.Command, within: Milliseconds, on loop: Loop, then: @escaping (Answer) -> Void) {
        self.then = then
        deadline = Timer(on: loop) { [weak self] in self?.end(.ill("no answer within \(Cause.seconds(within))")) }
        do throws(UVError) {
            child = try Child.spawn(command, on: loop) { [weak self] exit in self?.ended(exit) }
        } catch {
            let words = "the probe could not be started: \(error.description)"
            let answer = error.isShortage ? Answer.unasked(words) : .ill(words)
            deadline?.close()
            deadline = Timer(on: loop) { [weak self] in self?.end(answer) }
            deadline?.start(after: 0)
            return
        }
        child?.pipes[2]?.read { [weak self] event in
            if case .bytes(let bytes) = event { self?.words.hear(bytes) }
        }
        deadline?.start(after: within)
    }

    deinit { cancel() }

    func cancel() {
        then = nil
        stop()
    }

    /// What it said may still be in the pipe: its last words are waited for until the next turn's end.
    private func ended(_ exit: Child.Exit) {
        if exit == .exited(0) { return end(.well) }
        deadline?.close()
        deadline = child.map { child in
            Timer(on: child.loop) { [weak self] in self.map { $0.end(.ill($0.reason(exit))) } }
        }
        deadline?.start(after: 2)
    }

    private func reason(_ exit: Child.Exit) -> String {
        let line = words.lastLine
        guard line.isEmpty else { return line }
        switch exit {
        case .exited(let status): return "the check ended with status \(status)"
        case .signalled(let signal): return "the check was killed by signal \(signal)"
        }
    }

    private func end(_ answer: Answer) {
        let tell = then
        cancel()
        tell?(answer)
    }

    private func stop() {
        deadline?.close()
        deadline = nil
        child?.killGroup(SIGKILL)
        for pipe in child?.pipes.values.map({ $0 }) ?? [] { pipe.close() }
        child = nil
    }
}

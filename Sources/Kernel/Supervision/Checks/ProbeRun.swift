import EventLoop
import Glibc
import Manifests

/// One probe under way: a child that ends with status 0, or says on stderr what is wrong, or is killed at its deadline.
final class ProbeRun {
    private var child: Child?
    private var deadline: Timer?
    private var words = LastWords()
    /// nil: all is well.
    private var then: ((String?) -> Void)?

    init(_ command: Child.Command, within: Milliseconds, on loop: Loop, then: @escaping (String?) -> Void) {
        self.then = then
        deadline = Timer(on: loop) { [weak self] in self?.end("no answer within \(Cause.seconds(within))") }
        do throws(UVError) {
            child = try Child.spawn(command, on: loop) { [weak self] exit in self?.ended(exit) }
        } catch {
            let failure = error.description
            deadline?.close()
            deadline = Timer(on: loop) { [weak self] in self?.end("the probe could not be started: \(failure)") }
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
        if exit == .exited(0) { return end(nil) }
        deadline?.close()
        deadline = child.map { child in
            Timer(on: child.loop) { [weak self] in self?.end(self?.reason(exit)) }
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

    private func end(_ failure: String?) {
        let tell = then
        cancel()
        tell?(failure)
    }

    private func stop() {
        deadline?.close()
        deadline = nil
        child?.killGroup(SIGKILL)
        for pipe in child?.pipes.values.map({ $0 }) ?? [] { pipe.close() }
        child = nil
    }
}

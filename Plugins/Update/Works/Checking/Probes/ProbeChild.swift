import EventLoop
import Glibc

/// One probe under way: a child that ends with status 0, or says on stderr what is wrong, or is killed at its deadline.
final class ProbeChild {
    private static let mostWords = 500

    private var child: Child?
    private var timer: Timer?
    private var words: [UInt8] = []
    private var exit: Child.Exit?
    private var then: ((Answer) -> Void)?

    init(_ command: Child.Command, within milliseconds: UInt64, on loop: Loop, then: @escaping (Answer) -> Void) {
        self.then = then
        timer = Timer(on: loop) { [weak self] in self?.overdue(after: milliseconds) }
        do throws(UVError) {
            child = try Child.spawn(command, on: loop) { [weak self] exit in self?.ended(exit) }
        } catch {
            words = Array("the probe could not be started: \(error.description)".utf8)
            exit = .exited(1)
        }
        child?.pipes[2]?.read { [weak self] event in
            if case .bytes(let bytes) = event { self?.hear(bytes) }
        }
        // What could not be started is told later, as everything is.
        timer?.start(after: child == nil ? 1 : milliseconds)
    }

    deinit { stop() }

    private func hear(_ bytes: UnsafeRawBufferPointer) { words += bytes.prefix(Self.mostWords - words.count) }

    /// What it said may still be in the pipe: that is waited for until the next turn's end.
    private func ended(_ exit: Child.Exit) {
        self.exit = exit
        timer?.start(after: exit == .exited(0) ? 1 : 2)
    }

    private func overdue(after milliseconds: UInt64) {
        switch exit {
        case .exited(0): finish(.passed)
        case .exited(let status): finish(.failed(said ?? "it ended with status \(status)"))
        case .signalled(let signal): finish(.failed(said ?? "it was killed by signal \(signal)"))
        case nil: finish(.failed("no answer within \(milliseconds / 1000) s"))
        }
    }

    /// Its last line.
    private var said: String? {
        let lines = String(decoding: words, as: UTF8.self).split(separator: "\n")
        return lines.last.map { String($0.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init)) }
    }

    private func finish(_ answer: Answer) {
        let tell = then
        stop()
        tell?(answer)
    }

    private func stop() {
        then = nil
        timer?.close()
        timer = nil
        child?.killGroup(SIGKILL)
        for pipe in child.map({ Array($0.pipes.values) }) ?? [] { pipe.close() }
        child = nil
    }
}

import EventLoop
import Glibc
import Launch
import Manifests

/// One process of a feature, from its exec until nothing of its process group is left.
///
/// `exited` is called once when the process has ended, `gone` once after that; never after `close`.
final class FeatureRun {
    private(set) var words = LastWords()
    private(set) var isRunning = true
    let mark: LifeMark
    /// Nil if /proc did not tell.
    let leader: ProcessLedger.Leader?
    private let child: Child
    private let log: FeatureLog
    private var openPipes = 0
    /// For what comes next: the stop's deadline, the kill's, the next look at the group, the end of the output.
    private var timer: Timer?
    private var groupPause: Milliseconds = 1
    /// While its output is not read, because it was too much.
    private var flooded: Timer?
    private var exited: ((Child.Exit) -> Void)?
    private var gone: ((Child.Exit) -> Void)?
    private let hopeless: (String) -> Void

    /// How long a killed process may take to die before the host goes on without it.
    private static let killDeadline: Milliseconds = 10_000
    /// How long output may take that somebody outside the group still holds open.
    private static let outputGrace: Milliseconds = 50

    init(
        _ command: Child.Command, mark: LifeMark, log: FeatureLog, on loop: Loop, hopeless: @escaping (String) -> Void,
        exited: @escaping (Child.Exit) -> Void, gone: @escaping (Child.Exit) -> Void
    ) throws(UVError) {
        weak var run: FeatureRun?
        child = try Child.spawn(command, on: loop) { run?.ended($0) }
        leader = ProcessEntry(pid: child.pid).map { ProcessLedger.Leader(id: mark.id, pid: $0.pid, startTime: $0.startTime) }
        (self.mark, self.log, self.hopeless, self.exited, self.gone) = (mark, log, hopeless, exited, gone)
        run = self
        hear(1, .out)
        hear(2, .err)
    }

    var pid: Int32 { child.pid }

    /// Asks the process to end; kills its whole group if it has not in time.
    func terminate(_ signal: Int32, within: Milliseconds) {
        guard isRunning else { return }
        guard within > 0 else { return kill() }
        child.kill(signal)
        wait(within) { [weak self] in self?.kill() }
    }

    func kill() {
        guard isRunning else { return }
        child.killGroup(SIGKILL)
        wait(Self.killDeadline) { [weak self] in self?.giveUp("does not die") }
    }

    func close() {
        (exited, gone) = (nil, nil)
        timer?.close()
        timer = nil
        flooded?.close()
        flooded = nil
        for pipe in child.pipes.values { pipe.close() }
    }

    private func hear(_ descriptor: Int, _ source: FeatureLog.Source) {
        guard let pipe = child.pipes[descriptor] else { return }
        openPipes += 1
        // A flooder gets a small part of a turn.
        pipe.readLimit = 16 << 10
        pipe.read { [weak self] event in
            guard case .bytes(let bytes) = event else { return self?.closed() ?? () }
            if source == .err { self?.words.hear(bytes) }
            if self?.log.hear(bytes, from: source) == false { self?.restFromReading() }
        }
    }

    /// What floods is read no faster than it can be thrown away beside everything else: 16 KiB a millisecond.
    private func restFromReading() {
        for pipe in child.pipes.values { pipe.pauseReading() }
        let pause = flooded ?? Timer(on: child.loop) { [child] in for pipe in child.pipes.values { pipe.resumeReading() } }
        flooded = pause
        if !pause.isActive { pause.start(after: 1) }
    }

    private func closed() {
        openPipes -= 1
        if !isRunning, openPipes == 0, groupPause == 0 { finish() }
    }

    private var exit = Child.Exit.exited(0)

    private func ended(_ exit: Child.Exit) {
        guard isRunning else { return }
        isRunning = false
        self.exit = exit
        timer?.stop()
        exited?(exit)
        awaitGroup(since: child.loop.now)
    }

    /// Kills what is left of the group until there is none: first quickly, then less so.
    private func awaitGroup(since start: UInt64) {
        guard child.killGroup(SIGKILL) else { return awaitOutput() }
        guard child.loop.now - start < Self.killDeadline else { return giveUp("left processes that do not die") }
        if groupPause > 8 { return lookForLiving(since: start) }
        wait(groupPause) { [weak self] in self?.awaitGroup(since: start) }
        groupPause *= 2
    }

    /// The dead stay in their group until they are reaped, by parents that may never do it: only the living count.
    private func lookForLiving(since start: UInt64) {
        let group = pid
        child.loop.offload {
            ProcessEntry.all().contains { $0.group == group && !$0.isZombie }
        } then: { [weak self] isAnyAlive in
            guard let self, gone != nil else { return }
            if isAnyAlive { wait(50) { [weak self] in self?.awaitGroup(since: start) } } else { awaitOutput() }
        }
    }

    /// Its last words may still be in the pipe.
    private func awaitOutput() {
        groupPause = 0
        if openPipes == 0 { return finish() }
        wait(Self.outputGrace) { [weak self] in self?.finish() }
    }

    private func giveUp(_ what: String) {
        hopeless("process \(pid) \(what)")
        if isRunning {
            isRunning = false
            exit = .signalled(SIGKILL)
            exited?(exit)
        }
        finish()
    }

    private func finish() {
        let tell = gone
        close()
        tell?(exit)
    }

    private func wait(_ milliseconds: Milliseconds, _ then: @escaping () -> Void) {
        timer?.close()
        timer = Timer(on: child.loop, then)
        timer?.start(after: milliseconds)
    }
}

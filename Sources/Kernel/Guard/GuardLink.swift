import EventLoop

/// The kernel's end of its link to the guard: lines of text, both ways.
///
/// Says `beat` every second, `ready`, `confirm ID` and `restart`; hears `confirmed ID` and `refused ID WORDS`. A guard that does
/// not read costs the kernel 4 KiB: no beat is added to what waits, and what else does not fit is told to whoever wanted it said.
final class GuardLink {
    typealias Asker = (ConfirmationOutcome) -> Void

    private let stream: Stream
    private let loop: Loop
    private var lines = GuardLines()
    private var confirmation = GuardConfirmation<Asker>()
    private var beat: Timer!
    private var deadline: Timer!
    private var farewell: Timer?
    private let patience: UInt64
    private var isUnheard = false
    private let trouble: (String) -> Void
    private let gone: () -> Void

    private static let pause: UInt64 = 1_000
    private static let mostWaiting = 4_096

    /// Owns the descriptor from here on. `patience`, in milliseconds, is for the guard's answers; `gone` is called once, when the
    /// guard has closed its end.
    init(
        adopting descriptor: Int32, on loop: Loop, patience: UInt64 = 5_000, trouble: @escaping (String) -> Void,
        gone: @escaping () -> Void
    ) throws(UVError) {
        stream = try Stream.adopt(descriptor, on: loop)
        (self.loop, self.patience, self.trouble, self.gone) = (loop, patience, trouble, gone)
        beat = Timer(on: loop) { [unowned self] in sayBeat() }
        deadline = Timer(on: loop) { [unowned self] in perform(confirmation.handle(.giveUp(.overdue))) }
        stream.read { [unowned self] event in hear(event) }
        beat.start(after: 0, repeating: Self.pause)
    }

    var isOpen: Bool { !stream.isClosed }

    func close() {
        for timer in [beat, deadline, farewell] { timer?.close() }
        stream.close()
    }

    // MARK: - Saying

    /// Every feature is ready or has failed.
    func sayReady() {
        if !say("ready") { trouble("the guard was not told that the host is ready: it does not read") }
    }

    /// The end that follows is wished for; `then` when it is said, or the guard has not read for a second.
    func sayRestart(then: @escaping () -> Void) {
        var waiting: (() -> Void)? = then
        let once = {
            waiting?()
            waiting = nil
        }
        guard say("restart", then: once) else {
            trouble("the guard was not told of the restart: it does not read")
            return once()
        }
        farewell = Timer(on: loop, once)
        farewell?.start(after: Self.pause)
    }

    /// Asks the guard to keep what runs; `then` is called once.
    func confirm(_ transaction: String, then: @escaping Asker) { perform(confirmation.handle(.ask(transaction, then))) }

    private func perform(_ action: GuardConfirmation<Asker>.Action?) {
        switch action {
        case nil: break
        case .say(let transaction):
            guard say("confirm \(transaction)") else { return perform(confirmation.handle(.giveUp(isOpen ? .unheard : .gone))) }
            deadline.start(after: patience)
        case .tell(let askers, let outcome):
            if confirmation.isIdle { deadline.stop() }
            for asker in askers { asker(outcome) }
        }
    }

    private func sayBeat() {
        guard stream.queuedBytes > 0 else {
            isUnheard = false
            _ = say("beat")
            return
        }
        if !isUnheard { trouble("the guard does not read: it hears no beats") }
        isUnheard = true
    }

    /// False if it does not fit.
    private func say(_ line: String, then: @escaping () -> Void = {}) -> Bool {
        let bytes = Array("\(line)\n".utf8)
        guard isOpen, stream.queuedBytes + bytes.count <= Self.mostWaiting else { return false }
        stream.write(bytes) { [weak self] error in
            then()
            if let error, error != .canceled { self?.lose() }
        }
        return true
    }

    // MARK: - Hearing

    private func hear(_ event: ReadEvent) {
        guard case .bytes(let bytes) = event else { return lose() }
        for line in lines.take(bytes) {
            if let answer = GuardAnswer(line: line) { perform(confirmation.handle(.answer(answer))) }
        }
    }

    private func lose() {
        guard isOpen else { return }
        close()
        perform(confirmation.handle(.giveUp(.gone)))
        gone()
    }
}

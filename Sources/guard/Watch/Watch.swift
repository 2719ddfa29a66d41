import Glibc

/// The guard at work: waits for what happens, asks the table, does what it says.
final class Watch {
    /// Milliseconds for a kernel to end once it was asked to, said so, or was killed.
    static let endWithin: Int64 = 30_000

    /// Looks, five a second, while another kernel has the home.
    static let longestPatience = 150

    let volume: DataVolume
    let arguments: [String]
    let silence: Int64
    let voice: Voice
    let notifier = Notifier()
    private let signals: Signals
    private var life = Life()
    var timers: Timers
    var failures = Failures()
    var kernel: KernelProcess?
    /// The release whose kernel ended last or could not be started, and since when it ran.
    var last: (release: Release?, startedAt: Int64) = (nil, 0)
    var trial: Trial?
    /// The kernel that runs was confirmed.
    var isConfirmed = false
    /// How the last kernel failed.
    var cause: String?
    /// The transaction that the kernel wants confirmed.
    var asked = Identifier.none
    var patience = Watch.longestPatience
    private var hasBeaten = false
    private var hasBabbled = false

    init(_ options: Options, voice: Voice) throws(SystemError) {
        volume = DataVolume(home: options.home, factory: options.factory)
        arguments = ["run", "--home", options.home] + (options.configuration.map { ["--config", $0] } ?? [])
        (silence, self.voice) = (options.silence, voice)
        signals = try Signals()
        timers = Timers(silence: options.silence, now: Clock.now)
    }

    /// Until it is told to end.
    func run() {
        timers.startIsDue(at: Clock.now.steady)
        while life.phase != .ended {
            sleep()
            listen()
            takeSignals()
            while let event = timers.look(at: Clock.now) { handle(event) }
            if hasBeaten, life.phase == .running || life.phase == .onTrial { notifier.beat(at: Clock.now.steady) }
        }
    }

    func handle(_ event: Event) {
        note(event)
        perform(life.handle(event))
    }

    /// C function: `poll`.
    private func sleep() {
        var interests = [
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: kernel?.link ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        poll(&interests, 2, Int32(min(timers.wait(at: Clock.now), notifier.longestWait)))
    }

    private func listen() {
        for line in kernel?.heard() ?? [] {
            timers.heard()
            switch line {
            case .beat: hasBeaten = true
            case .ready: handle(.ready)
            case .restart: handle(.restartSaid)
            case .confirm(let transaction):
                asked = transaction
                handle(.confirmAsked)
            case nil: babbled()
            }
        }
    }

    private func babbled() {
        if !hasBabbled { voice.say("the kernel said something on the link that I do not know: ignored") }
        hasBabbled = true
    }

    private func takeSignals() {
        while let number = signals.next() {
            switch number {
            case SIGTERM, SIGINT: handle(.stopAsked)
            case SIGPIPE: continue
            case SIGCHLD: reap()
            default: kernel?.signal(number)
            }
        }
    }

    /// As process 1 it is given every orphan of the machine.
    private func reap() {
        while let ending = Ending.next() {
            guard let kernel, kernel.pid == ending.pid else { continue }
            // Its last words may have come with its end.
            listen()
            voice.say("the kernel of \(kernel.release.words) \(ending.words)")
            if life.phase == .running || life.phase == .onTrial { cause = "its kernel \(ending.words)" }
            last = (kernel.release, kernel.startedAt)
            (self.kernel, hasBeaten, hasBabbled) = (nil, false, false)
            handle(.kernelEnded)
        }
    }
}

import Contracts
import PluginKit

/// Does one update at a time: hands each event to the ``Lifecycle`` and does what it answers, in that order.
///
/// Lives on the plugin's loop. Events are taken one after the other: while one's actions are done (a save waits for the disk) the
/// next ones wait. A work's result counts only while its generation is the present one: what was halted, or belongs to a stage that is
/// over, is nothing. The deadline of the present stage is the one alarm that is set, always, so that no silence keeps an update.
final class UpdateDesk {
    let room: Room
    var history = History()
    /// What operators hold back.
    var holds: () -> [UpdateContract.Hold] = { [] }
    /// Looks for releases, one look at a time.
    var look: (Look) async throws(LookFailure) -> [UpdateContract.Candidate]
    /// Called once the desk is free again; with what was written down, of what was more than a look.
    var freed: (Errand?, Ending?) -> Void = { _, _ in }

    /// Hears what waits, by the policy's word; what nothing could be learnt of; and of what nothing comes, for what reason.
    var waits: (Errand, ChannelsContract.Evaluation) -> Void = { _, _ in }
    var missed: (Errand, LookFailure) -> Void = { _, _ in }
    var forgone: (Errand, String) -> Void = { _, _ in }

    var lifecycle: Lifecycle?
    /// Nil of an update that a restart has cut in two.
    var errand: Errand?
    var luggage = Luggage()
    var progress: UpdateContract.Progress?
    /// Why the present stage does not go on at the moment.
    var problem: String?
    /// When the present stage began.
    var since: Double = 0

    /// Told once it is known what is updated, or that nothing is.
    var taken: ((Result<UpdateContract.Update, ServiceError>) -> Void)?
    /// Why a look found nothing to be taken up.
    var nothing = UpdateDesk.interrupted
    /// Of a look: nobody has heard yet what came of it.
    var isUntold = false
    private var cancelling: [(Lifecycle.CancelAnswer) -> Void] = []

    private var events: [Lifecycle.Event] = []
    private var isHandling = false
    private lazy var alarm = room.alarm { [unowned self] in take(.deadline) }

    private static let interrupted = ServiceError(503, "the look for releases was ended before it was through; try again")

    var generation = 0
    /// The last work begun. The next one waits for its end: two of them never work at a time.
    var work: Task<Void, Never>?
    var job: Job?
    /// Something is being written down before it is done, which may wait for room on the disk.
    var isSaving = false
    /// Of events.
    private(set) var handling: Task<Void, Never>?

    init(_ room: Room, look: @escaping (Look) async throws(LookFailure) -> [UpdateContract.Candidate]) {
        (self.room, self.look) = (room, look)
    }

    /// Nobody has anything to do with it yet but who asked: a look that may still find nothing.
    var isLooking: Bool { lifecycle?.stage == .discovery }

    // MARK: - Events

    /// Bounded: a work gives one event, the alarm one, and who cancels waits.
    func take(_ event: Lifecycle.Event) {
        events.append(event)
        guard !isHandling else { return }
        isHandling = true
        handleInTurn()
    }

    private func handleInTurn() { handling = room.spawn { await self.handleAll() } }

    private func handleAll() async {
        while !events.isEmpty {
            await handle(events.removeFirst())
            // Only what was being written down was called off: what follows has its patience.
            guard !Task.isCancelled else { return handleInTurn() }
        }
        isHandling = false
    }

    private func handle(_ event: Lifecycle.Event) async {
        guard var lifecycle else { return event == .cancel ? answer(.nothing) : () }
        let before = lifecycle.position
        let actions = lifecycle.handle(event, at: room.clocks.boot())
        self.lifecycle = lifecycle
        if lifecycle.position != before { (since, progress, problem) = (room.clocks.wall(), nil, nil) }
        await perform(actions)
        settle(after: event)
    }

    private func perform(_ actions: [Lifecycle.Action]) async {
        for action in actions {
            switch action {
            case .save: if await !save() { return }
            case .announce: await announce()
            case .work(let stage): begin(stage)
            case .halt: halt()
            case .inspect: inspect()
            case .detour(let fault): luggage.detours.append("it was fetched anew without deltas: \(fault.words.prefix(500))")
            case .answer(let word): answer(word)
            case .shout: room.say("the report of update \(lifecycle?.id ?? "") could not be kept; see 'roost doctor'")
            }
        }
    }

    /// What follows from where it is now.
    private func settle(after event: Lifecycle.Event? = nil) {
        guard let lifecycle else { return }
        guard let stage = lifecycle.stage else { return leave(after: event) }
        if stage != .discovery { tellTaken(.success(update(lifecycle))) }
        alarm.set(after: UInt64(clamping: lifecycle.deadline - room.clocks.boot()))
    }

    private func leave(after event: Lifecycle.Event?) {
        alarm.stop()
        if isUntold, let errand, lifecycle?.targets.isEmpty ?? false { tellCutShort(errand, by: event) }
        tellTaken(.failure(nothing))
        for asker in cancelling { asker(.nothing) }
        let (ended, errand) = (lifecycle.flatMap { history.ending(of: $0.id) }, errand)
        // What is still to be handled was about this one.
        (lifecycle, self.errand, cancelling, events) = (nil, nil, [], [])
        tidy()
        freed(errand, ended)
    }

    /// Its time was over, or an operator has called it off: he does not mean this one now.
    private func tellCutShort(_ errand: Errand, by event: Lifecycle.Event?) {
        if event == .cancel { forgone(errand, "the look for it was cancelled") } else { missed(errand, LookFailure(nothing.words)) }
    }

    private func tellTaken(_ result: Result<UpdateContract.Update, ServiceError>) {
        taken?(result)
        taken = nil
    }

    // MARK: - Beginning and ending

    /// The desk must be free.
    func begin(_ errand: Errand, _ taken: ((Result<UpdateContract.Update, ServiceError>) -> Void)? = nil) {
        precondition(lifecycle == nil, "one update at a time")
        lifecycle = Lifecycle(id: newID(), at: room.clocks.boot())
        (self.errand, self.taken, since, progress, problem) = (errand, taken, room.clocks.wall(), nil, nil)
        (nothing, isUntold) = (Self.interrupted, true)
        luggage = Luggage()
        (luggage.cause, luggage.reason, luggage.place) = (errand.cause.rawValue, errand.reason, errand.look.place)
        luggage.begun = since
        begin(.discovery)
        settle()
    }

    /// Never the same again, as far as chance goes: it is the key by which reports are told apart.
    private func newID() -> String {
        let digits = (0..<12).map { _ in String(Int(room.clocks.random() * 16) & 15, radix: 16) }
        return "u\(digits.joined())"
    }

    /// A look makes room for whoever asks; what it has found is not taken up, and it comes again.
    func standBack() {
        precondition(isLooking, "an update stands back for nobody")
        halt()
        isUntold = false
        events = []
        take(.cancel)
    }

    /// Answered at every stage, whatever is being waited for: at once if it changes nothing, else what waits to be written down is given
    /// up for it, since other words are to be.
    func cancel(_ answered: @escaping (Lifecycle.CancelAnswer) -> Void) {
        var after = lifecycle
        let actions = after?.handle(.cancel, at: room.clocks.boot()) ?? [.answer(.nothing)]
        if case .answer(let word)? = actions.first, actions.count == 1, after == lifecycle { return answered(word) }
        cancelling.append(answered)
        take(.cancel)
        if isSaving { handling?.cancel() }
    }

    /// Each cancel has its answer, in their order.
    private func answer(_ word: Lifecycle.CancelAnswer) {
        guard !cancelling.isEmpty else { return }
        cancelling.removeFirst()(word)
    }
}

import Contracts
import Files
import Glibc

/// The parts of the plugin, put together: who finds, who waits, who does, who watches.
final class UpdateOffice {
    let desk: UpdateDesk
    let intake: Intake
    let lookout: Lookout
    let holds: HoldBook
    let offers: OfferBook
    let probations: ProbationWatch
    private let folders: FolderWatch
    private let room: Room

    /// What is asked about to learn when the next window opens: no release, so that it is refused and yet judged.
    private static let nobody = UpdateContract.Candidate(id: UpdateContract.core, version: "0.0.0", installed: nil, channel: "stable")

    /// - Parameter folders: where repositories may appear, at any time.
    init(_ room: Room, folders: @escaping () -> [String] = { [] }) {
        let lookout = Lookout(room)
        self.room = room
        self.lookout = lookout
        desk = UpdateDesk(room) { look async throws(LookFailure) in try await lookout.look(look) }
        intake = Intake(desk)
        holds = HoldBook(room)
        offers = OfferBook(room)
        probations = ProbationWatch(room)
        self.folders = FolderWatch(folders, room)
        connect()
    }

    var endpoints: UpdateEndpoints {
        UpdateEndpoints(desk: desk, intake: intake, lookout: lookout, holds: holds, offers: offers, probations: probations)
    }

    private func connect() {
        let (intake, probations, holds, lookout, folders, offers) = (intake, probations, holds, lookout, folders, offers)
        desk.holds = { holds.holds }
        desk.waits = { lookout.putOff($0, until: $1.again) }
        desk.missed = { errand, failure in
            if case .folder(let path) = errand.look.place { folders.failed(path) }
            if errand.cause == .offer { lookout.tryAgain(errand, after: failure) }
        }
        desk.forgone = { [room] errand, words in
            guard errand.cause == .offer else { return }
            lookout.forget { $0 == errand.look }
            _ = room.spawn { await offers.strike(errand.look, because: words) }
        }
        holds.lifted = { lookout.judgeNow() }
        lookout.send = { intake.add($0) }
        lookout.nextWindow = { [unowned self] in await nextWindow() }
        folders.send = { intake.add($0) }
        probations.send = { intake.add($0) }
        intake.ended = { [room] ending in
            _ = room.spawn { await probations.begin(after: ending) }
            // Whoever's update that was.
            lookout.forget { $0.isSettled(by: ending) }
            intake.forget { $0.isSettled(by: ending) }
            _ = room.spawn { await offers.strike(endedBy: ending) }
        }
    }

    /// What was cut in two is gone on with before anything new is begun.
    func open() async throws(Fault) {
        try await holds.load()
        try await offers.load()
        try await desk.resume()
        try await probations.start(after: desk.history.committed)
        try await lookout.start()
        for offer in offers.offers { lookout.putOff(Errand(cause: .offer, look: offer.look), until: room.clocks.wall()) }
        folders.start()
    }

    private func nextWindow() async -> Double? {
        let answer = try? await room.evaluate(.init(candidate: Self.nobody))
        return answer?.criteria.first { $0.criterion == "window" }?.again
    }

    /// `HOME/updates`, and where USB sticks are mounted: `ROOST_UPDATE_FOLDERS`, absolute paths between colons. (getenv)
    static func folders(home: String) -> [String] {
        let more = getenv("ROOST_UPDATE_FOLDERS").map { String(cString: $0) } ?? "/media:/mnt"
        let folders = more.utf8.split(separator: UInt8(ascii: ":")).map { String(Substring($0)) }
        return ["\(home)/updates"] + folders.filter { FilePath($0).isAbsolute }.prefix(8)
    }
}

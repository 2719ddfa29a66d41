import Contracts
import PluginKit

/// The errands that wait for the desk, and who of them is next.
///
/// An update under way is never pushed aside; a look of the plugin's own is, by whoever asks. Bounded: sixteen wait at most, and no
/// two that are the same; but for what crashes, which comes back in any case, once for each feature, and for the one look that was
/// pushed aside. What was found beside what was taken up is gone on with afterwards.
final class Intake {
    typealias Answer = (Result<UpdateContract.Update, ServiceError>) -> Void

    private let desk: UpdateDesk
    private var waiting: [(errand: Errand, answer: Answer?)] = []
    /// Hears how each update ended, before the next one begins.
    var ended: (Ending) -> Void = { _ in }

    private static let most = 16

    init(_ desk: UpdateDesk) {
        self.desk = desk
        desk.freed = { [unowned self] errand, ending in free(after: errand, ending) }
    }

    /// Somebody waits for it: begun now, or refused with the id of the one under way. Of one whose report is being told there is only
    /// its end to be waited for: who has heard the report may ask for the next.
    func ask(_ errand: Errand) async throws(ServiceError) -> UpdateContract.Update {
        if let lifecycle = desk.lifecycle, ![.report, nil].contains(lifecycle.stage), !desk.isLooking || desk.errand?.cause.isAsked ?? true
        {
            throw .underWay(lifecycle)
        }
        if let other = waiting.first(where: { $0.answer != nil }) {
            throw ServiceError(409, "another request (\(other.errand.cause.rawValue)) is about to begin; try again in a moment")
        }
        return try await withCheckedContinuation { answered in
            waiting.insert((errand, { answered.resume(returning: $0) }), at: 0)
            // The look that has to stand back is made good for afterwards.
            if desk.isLooking, let own = desk.errand { lineUp(own, isPushedAside: true) }
            if desk.isLooking { desk.standBack() } else { goOn() }
        }.get()
    }

    /// For when there is time; false if too many wait already. A return of what crashes goes before all else.
    @discardableResult
    func add(_ errand: Errand) -> Bool {
        // What was found for an offer meanwhile, or was not, makes it no other one; a folder may hold something else by now.
        let others = (isPuttingOff ? [] : [desk.errand].compactMap(\.self)) + waiting.map(\.errand)
        if errand.cause == .offer, others.contains(where: { $0.cause == .offer && $0.look == errand.look }) { return true }
        return lineUp(errand)
    }

    /// Nobody waits any more for what was offered there.
    func forget(where isOver: (Look) -> Bool) { waiting.removeAll { $0.errand.cause == .offer && isOver($0.errand.look) } }

    /// What comes up again while it is only being told that it has to wait is not under way any more.
    private var isPuttingOff: Bool { desk.lifecycle?.outcome?.end == .deferred }

    @discardableResult
    private func lineUp(_ errand: Errand, isPushedAside: Bool = false) -> Bool {
        let isUnderWay = desk.errand == errand && !desk.isLooking && !isPuttingOff
        if isUnderWay || waiting.contains(where: { $0.errand == errand }) { return true }
        guard waiting.count < Self.most || errand.cause == .probation || isPushedAside else { return false }
        let place = errand.cause == .probation ? 0 : waiting.count
        waiting.insert((errand, nil), at: place)
        goOn()
        return true
    }

    private func free(after errand: Errand?, _ ending: Ending?) {
        if let ending { ended(ending) }
        if let ending, let rest = errand?.rest(after: ending) { add(rest) }
        goOn()
    }

    private func goOn() {
        guard desk.lifecycle == nil, !waiting.isEmpty else { return }
        let next = waiting.removeFirst()
        desk.begin(next.errand, next.answer)
    }
}

extension ServiceError {
    fileprivate static func underWay(_ lifecycle: Lifecycle) -> ServiceError {
        let names = lifecycle.targets.map { "\($0.id) \($0.to)" }.joined(separator: ", ")
        let what = names.isEmpty ? "a look for releases" : names
        return ServiceError(409, "update \(lifecycle.id) is under way (\(what)); wait for its end or cancel it: roost update cancel")
    }
}

/// Removes what recovery only renamed: nobody waits for it, and it holds nobody up.
///
/// One at a time: who asks while it is under way has it look once more. Cut off, the next start goes on with it.
final class Tidying {
    /// Names removed at a time.
    private static let turn = 500

    private let ledger: Ledger
    /// Nobody else's.
    private let bench: Workbench
    private var isRunning = false
    private var isAsked = false

    init(ledger: Ledger, bench: Workbench) { (self.ledger, self.bench) = (ledger, bench) }

    /// Returns at once if it is under way.
    func run() async {
        isAsked = true
        guard !isRunning else { return }
        isRunning = true
        while isAsked {
            isAsked = false
            await look()
        }
        isRunning = false
    }

    private func look() async {
        do {
            let paths = try await ledger.perform { store, now in try store.transactions(at: now).leavings() }
            for path in paths { try await remove(path) }
        } catch {
            StandardError.write("journal: what was left to be removed is not known: \(error)")
        }
    }

    private func remove(_ path: HomePath) async throws {
        do throws(OperationFailure) {
            while try await !bench.remove(leaving: path, atMost: Self.turn) {}
        } catch {
            return StandardError.write("journal: \(path.text) is tried again at the next start: \(error)")
        }
        try await ledger.perform { store, now in try store.transactions(at: now).forget(leaving: path) }
    }

    /// The same where no host waits.
    static func run(_ store: Store, at now: Moment, _ workshop: Workshop) throws {
        let table = store.transactions(at: now)
        for path in try table.leavings() where remove(path, workshop) { try table.forget(leaving: path) }
    }

    /// True if it is gone.
    static func remove(_ path: HomePath, _ workshop: Workshop) -> Bool {
        do throws(OperationFailure) {
            return try workshop.remove(leaving: path, atMost: .max)
        } catch {
            StandardError.write("journal: \(path.text) is tried again at the next start: \(error)")
            return false
        }
    }
}

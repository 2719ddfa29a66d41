/// Removes what recovery only renamed: nobody waits for it, and it holds nobody up.
///
/// Cut off, the next start goes on with it.
struct Tidying {
    /// Names removed at a time.
    private static let turn = 500

    let ledger: Ledger
    /// Nobody else's.
    let bench: Workbench

    func run() async {
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

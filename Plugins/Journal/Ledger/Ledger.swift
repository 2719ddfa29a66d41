import Storage

/// The journal's database, off the loop: whoever asks waits, the loop does not.
actor Ledger {
    private nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    private let folder: String
    private let clocks: Clocks
    private var held: Held?

    /// What there is once the database is open.
    private struct Held {
        let store: Store
        /// The journal's clock at its opening, less the machine's.
        let clockOffset: Double
        var swept: Double
    }

    /// Nothing is touched before ``open()``.
    init(folder: String, on lane: any SerialExecutor, clocks: Clocks = .machine) {
        (self.folder, self.lane, self.clocks) = (folder, lane, clocks)
    }

    /// Opens the database, and says what a person should know of it.
    func open() throws -> [StoreNotice] {
        let store = try Store(opening: folder)
        let clock = try store.streams.clock()
        held = Held(store: store, clockOffset: clock - clocks.boot(), swept: clock)
        return store.notices
    }

    /// Lets go of the database; nothing may be asked afterwards.
    func close() { held = nil }

    /// Does something with the database, and nothing else meanwhile. Each change of it is a transaction of `work`'s own.
    func perform<Output: Sendable>(_ work: @Sendable (Store, Moment) throws -> Output) throws -> Output {
        try work(store, now)
    }

    private var store: Store {
        guard let held else { preconditionFailure("the ledger is used before it is open") }
        return held.store
    }

    private var now: Moment { Moment(wall: clocks.wall(), journal: clocks.boot() + (held?.clockOffset ?? 0)) }
}

extension Ledger {
    /// An event for a stream.
    struct Append: Equatable, Sendable {
        let stream: StreamName
        let event: [UInt8]
    }

    /// All of them in one transaction, so with one sync; the answers, in their order, are true once it is on the disk.
    ///
    /// A refused one does not keep the others; a disk that fails, fails them all.
    func append(_ appends: [Append]) -> [Result<Int64, any Error>] {
        let (streams, now) = (store.streams, now)
        do {
            let results = try store.database.transaction {
                var batch = StreamBatch(of: streams, at: now)
                let results = try appends.map { append in try Self.outcome { try batch.append(append.event, to: append.stream) } }
                try batch.finish()
                return results
            }
            sweepSometimes(at: now)
            return results
        } catch {
            return appends.map { _ in .failure(error) }
        }
    }

    private static func outcome(_ append: () throws -> Int64) throws -> Result<Int64, any Error> {
        do {
            return .success(try append())
        } catch let refusal as StreamRefusal {
            return .failure(refusal)
        }
    }

    /// To be called now and then: streams that nobody writes to grow old too.
    func tend() { sweepSometimes(at: now) }

    /// Streams that nobody writes to grow old too. What cannot be done now is done the next time.
    private func sweepSometimes(at now: Moment) {
        guard let held, now.journal - held.swept >= 600 else { return }
        self.held?.swept = now.journal
        do {
            try store.database.transaction { try store.streams.sweep(at: now) }
            try store.streams.shrink()
        } catch {
            StandardError.write("journal: old events could not be let go: \(error)")
        }
    }
}

/// `slots/trial`: a slot that has to prove itself; and, word for word the same, `slots/confirmed`: one that has.
struct Trial: Equatable {
    var transaction: Identifier
    /// Where to go back to.
    var previous: Slot
    var slot: Slot
    /// Seconds, 1 to 3600, from the start to the confirmation.
    var deadline: Int64
    /// How often its kernel was started. Counted on disk before the start.
    var attempts: Int64 = 0
    /// The boot it was started in.
    var boot = Identifier.none
    /// Milliseconds of CLOCK_BOOTTIME.
    var started: Int64?

    init(transaction: Identifier, previous: Slot, slot: Slot, deadline: Int64) {
        (self.transaction, self.previous, self.slot, self.deadline) = (transaction, previous, slot, deadline)
    }

    init(_ text: [UInt8], kind: String) throws(RecordFlaw) {
        let record = try Record(text, kind: kind, keys: Self.keys)
        transaction = try record.value(0) { Identifier($0) }
        previous = try record.value(1) { Slot($0) }
        let previous = previous
        slot = try record.value(2) { Slot($0).flatMap { $0 == previous ? nil : $0 } }
        deadline = try record.value(3) { Number.read($0).flatMap { (1...3600).contains($0) ? $0 : nil } }
        attempts = try record.value(4) { Number.read($0) }
        boot = try record.value(5) { Identifier($0) }
        started = try record.value(6) { $0.elementsEqual("-".utf8) ? .some(nil) : Number.read($0).map { .some($0) } }
    }

    func text(kind: String) -> [UInt8] {
        let values = [
            transaction.bytes, previous.bytes, slot.bytes, Number.text(deadline), Number.text(attempts), boot.bytes,
            started.map(Number.text) ?? [0x2D],
        ]
        return Record.text(kind: kind, Self.keys.indices.map { (Self.keys[$0], values[$0]) })
    }

    private static var keys: [String] { ["transaction", "previous", "slot", "deadline", "attempts", "boot", "started"] }
}

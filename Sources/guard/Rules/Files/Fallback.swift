/// `slots/fallback`: where the guard went back to last, and why.
struct Fallback: Equatable {
    var transaction: Identifier
    var from: Slot
    var to: Release
    /// One line, at most 1000 bytes.
    private(set) var reason: [UInt8]
    var boot: Identifier
    /// Milliseconds of CLOCK_BOOTTIME.
    var at: Int64
    /// Seconds since 1970 by the machine's clock: for people to read, nothing is decided by it.
    var wall: Int64

    init(transaction: Identifier, from: Slot, to: Release, reason: String, boot: Identifier, at: Int64, wall: Int64) {
        (self.transaction, self.from, self.to, self.boot) = (transaction, from, to, boot)
        (self.at, self.wall) = (at, max(0, wall))
        self.reason = reason.utf8.prefix(1000).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
    }

    init(_ text: [UInt8]) throws(RecordFlaw) {
        let record = try Record(text, kind: "fallback", keys: Self.keys)
        transaction = try record.value(0) { Identifier($0) }
        from = try record.value(1) { Slot($0) }
        to = try record.value(2) { Release($0) }
        reason = try record.value(3) { Array($0) }
        boot = try record.value(4) { Identifier($0) }
        at = try record.value(5) { Number.read($0) }
        wall = try record.value(6) { Number.read($0) }
    }

    var text: [UInt8] {
        let values = [transaction.bytes, from.bytes, to.bytes, reason, boot.bytes, Number.text(at), Number.text(wall)]
        return Record.text(kind: "fallback", Self.keys.indices.map { (Self.keys[$0], values[$0]) })
    }

    /// The same step, whenever it was made.
    func repeats(_ other: Fallback) -> Bool {
        transaction == other.transaction && from == other.from && to == other.to && boot == other.boot
    }

    private static var keys: [String] { ["transaction", "from", "to", "reason", "boot", "at", "wall"] }
}

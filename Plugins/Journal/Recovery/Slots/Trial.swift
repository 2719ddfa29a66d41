import Contracts

/// A slot on trial: what the journal arms, and what the guard turns into a confirmation.
struct Trial: Equatable, Sendable {
    static let name = "trial"
    static let confirmedName = "confirmed"

    /// Nil if it belongs to none.
    let transaction: String?
    let previous: Slot
    let slot: Slot
    /// Seconds.
    let deadline: Int
    /// How often the guard has started it.
    var attempts = 0
    /// The boot of the latest start, and when in it, in milliseconds; nil before the first.
    var boot: String?
    var started: Int64?

    var bytes: [UInt8] {
        SlotFile(
            Self.name,
            [
                ("transaction", transaction ?? "-"), ("previous", previous.rawValue), ("slot", slot.rawValue), ("deadline", "\(deadline)"),
                ("attempts", "\(attempts)"), ("boot", boot ?? "-"), ("started", started.map { "\($0)" } ?? "-"),
            ]
        ).bytes
    }
}

extension Trial {
    /// What an operation of a transaction arms; nil for other operations, and slots that are none.
    init?(_ operation: JournalContract.Operation, of transaction: Int64) {
        guard case .armTrial(let previous, let slot, let deadline) = operation else { return nil }
        guard let previous = Slot(rawValue: previous), let slot = Slot(rawValue: slot) else { return nil }
        self.init(transaction: String(transaction), previous: previous, slot: slot, deadline: deadline)
    }

    /// Whether it is the same trial, however far it has come.
    func isOfSame(_ other: Trial) -> Bool {
        (transaction, previous, slot, deadline) == (other.transaction, other.previous, other.slot, other.deadline)
    }

    /// Milliseconds that a guard may take to go back once the deadline has passed.
    private static let delay: Int64 = 120_000

    /// A guard counts each of its starts before it makes it, with the boot and the time, and ends it by the deadline.
    func isAbandoned(at now: BootMoment) -> Bool {
        guard attempts > 0, let boot, let started else { return false }
        return boot != now.boot || now.milliseconds > started + Int64(deadline) * 1000 + Self.delay
    }

    init(_ file: SlotFile) throws(SlotFile.Damage) {
        func text(_ key: String) throws(SlotFile.Damage) -> String {
            guard let value = file[key] else { throw SlotFile.Damage(words: "'\(key)' is missing") }
            return value
        }
        func read<Value>(_ key: String, _ convert: (String) -> Value?) throws(SlotFile.Damage) -> Value {
            guard let value = convert(try text(key)) else { throw SlotFile.Damage(words: "'\(key)' cannot be read") }
            return value
        }
        let name = try text("transaction")
        guard Self.isTransaction(name) else { throw SlotFile.Damage(words: "'transaction' cannot be read") }
        transaction = name == "-" ? nil : name
        previous = try read("previous") { Slot(rawValue: $0) }
        slot = try read("slot") { Slot(rawValue: $0) }
        deadline = try read("deadline") { Int($0).flatMap { (1...3600).contains($0) ? $0 : nil } }
        attempts = try read("attempts") { Int($0).flatMap { $0 >= 0 ? $0 : nil } }
        boot = try text("boot") == "-" ? nil : try text("boot")
        started = try read("started") { $0 == "-" ? .some(nil) : Int64($0).map { .some($0) } }
    }

    /// At most 64 of letters, digits and `-`.
    private static func isTransaction(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: byte == UInt8(ascii: "-")
                }
            }
    }
}

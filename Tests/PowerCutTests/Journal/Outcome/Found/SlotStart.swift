import PowerCut
import Support
import Synchronization

/// Which slot the guard starts, and which one `slots/current` leads to once recovery is done.
struct SlotStart: Sendable {
    let chosen: String
    let current: String
    /// What the guard chooses next, where recovery has led `current` elsewhere than the guard did.
    let again: String?
    private(set) var words: String

    /// - Parameter recover: is done between the guard's choice and the look at what it led to.
    init(of home: String, recover: () throws -> Void) throws {
        (chosen, words) = try Self.choose(home)
        try recover()
        current = FolderListing.target(of: "\(home)/slots/current")
        guard current != chosen else {
            again = nil
            return
        }
        let (next, more) = try Self.choose(home)
        (again, words) = (next, words + more)
    }

    /// The journal has the host start again where it led the slot back, and never otherwise.
    func wrong(outcome: String?) -> [String] {
        guard let again else { return [] }
        guard outcome == "rolled-back" else { return ["the guard chose \(chosen), and slots/current leads to \(current)"] }
        return again == current ? [] : ["led back to \(current), and yet the guard chooses \(again)"]
    }

    /// What it would start, and its words. It looks at the slots alone: what it leaves as it is, it need not be asked about again.
    static func choose(_ home: String) throws -> (name: String, words: String) {
        let slots = try slots(of: home)
        if let known = known.withLock({ $0[slots] }) { return known }
        let choosing = try ServerProcess(Binaries.guardian, ["--choose", "--home", home, "--factory", "/nonexistent"])
        guard try choosing.waitForEnd() == .exited(0) else { throw RecordingError(words: "the guard: \(choosing.errors)") }
        let choice = (name: String(choosing.output.prefix { $0 != "\n" }), words: choosing.errors)
        if try Self.slots(of: home) == slots { known.withLock { $0[slots] = choice } }
        return choice
    }

    private static let known = Mutex<[[String: String]: (name: String, words: String)]>([:])

    /// All that is in them, but for the file that the guard locks.
    private static func slots(of home: String) throws -> [String: String] {
        try HomeState(of: "\(home)/slots").entries.filter { $0.key != ".guard" }
    }
}

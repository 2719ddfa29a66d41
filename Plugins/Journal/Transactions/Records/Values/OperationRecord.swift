import Contracts
import FoundationEssentials

/// One row of the table `operations`.
struct OperationRecord: Equatable, Sendable {
    /// Counted from 0.
    let n: Int
    /// Nil if a newer version wrote what this one cannot read.
    let operation: JournalContract.Operation?
    /// As it is on the disk.
    let json: String
    /// Nil if a newer version wrote another word.
    var state: OperationState?
    var note: String?

    init(n: Int, _ operation: JournalContract.Operation) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(
            n: n, json: String(decoding: try encoder.encode(operation), as: UTF8.self), state: OperationState.planned.rawValue, note: nil)
    }

    init(n: Int, json: String, state: String, note: String?) {
        (self.n, self.json, self.note) = (n, json, note)
        self.state = OperationState(rawValue: state)
        do {
            operation = try JSONDecoder().decode(JournalContract.Operation.self, from: Data(json.utf8))
        } catch {
            operation = nil
        }
    }

    /// What a newer version wrote may have been begun; only ways out are tried on it.
    func needs(_ step: Step) -> Bool {
        let isWayOut = step == .undo || step == .finish
        guard let state else { return isWayOut }
        return state.needs(step) && (operation?.kind.steps.contains(step) ?? isWayOut)
    }
}

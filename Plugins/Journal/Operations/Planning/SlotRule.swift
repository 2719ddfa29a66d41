import Contracts

/// Sees to it that the slots keep a way back: `current` is led to another slot only behind the trial that watches over it, and what
/// the guard goes by is changed in no other way.
struct SlotRule {
    private static let current = HomePath(SlotFiles.folder.names + ["current"])
    private static let guarded = [current] + ["trial", "confirmed", "fallback"].map { HomePath(SlotFiles.folder.names + [$0]) }

    /// The slot that an operation before puts on trial.
    private var armed: String?

    /// - Parameter operation: with its paths as they are kept.
    mutating func take(_ operation: JournalContract.Operation) throws(OperationFailure) {
        if case .armTrial(_, let slot, _) = operation {
            armed = slot
        } else if case .swapLink(Self.current.text, let slot) = operation {
            guard slot == armed else {
                throw .obstacle("\(Self.current.text) is led to '\(slot)' without a way back; put an 'arm-trial' of that slot before it")
            }
        } else if let touched = operation.touches(of: 0).first(where: { touch in Self.guarded.contains(where: touch.path.overlaps) }) {
            throw .obstacle("\(touched.path.text) is the guard's; use 'arm-trial', and behind it 'swap-link' of \(Self.current.text)")
        }
    }
}

/// What was found where a slot file should be.
enum Reading<Value: Equatable & Sendable>: Equatable, Sendable {
    case absent
    case found(Value)
    /// It counts as absent, and is told.
    case damaged(String)

    var value: Value? {
        if case .found(let value) = self { value } else { nil }
    }

    var damage: String? {
        if case .damaged(let words) = self { words } else { nil }
    }
}

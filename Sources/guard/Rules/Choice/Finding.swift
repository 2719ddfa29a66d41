/// What a look for a file gave.
enum Finding<Value> {
    case absent
    /// There is something, but it counts as absent; why.
    case unusable(String)
    case found(Value)

    var value: Value? {
        if case .found(let value) = self { value } else { nil }
    }

    var flaw: String? {
        if case .unusable(let words) = self { words } else { nil }
    }
}

extension Finding: Sendable where Value: Sendable {}

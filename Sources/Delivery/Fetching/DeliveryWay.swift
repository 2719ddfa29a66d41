public import Wire

/// Which artifact a release comes by.
public enum DeliveryWay: Equatable, Sendable {
    case full
    /// From the version that is installed, in the folder `base`.
    case delta(from: SemanticVersion, base: String)

    var word: String {
        switch self {
        case .full: "full"
        case .delta: "delta"
        }
    }

    var base: String? {
        if case .delta(_, let base) = self { base } else { nil }
    }
}

extension DeliveryWay: CustomStringConvertible {
    public var description: String {
        switch self {
        case .full: "the full artifact"
        case .delta(let from, _): "the delta from \(from)"
        }
    }
}

/// Why bytes are no metadata of the wanted kind.
public enum MetadataError: Error, Hashable, Sendable {
    case syntax(CanonicalJSON.SyntaxError)
    /// A member, by its path, and what is wrong with it.
    case field(String, String)
    /// It is metadata of another role.
    case wrongType(ExactText)
    case unsupportedSpecification(ExactText)
}

extension MetadataError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .syntax(let error): "this is no JSON that can be signed: \(error)"
        case .field(let place, let words): "\(place) \(words)"
        case .wrongType(let type): "this is metadata of the type \(type)"
        case .unsupportedSpecification(let version): "it follows version \(version) of the TUF specification, and only 1.x is understood"
        }
    }
}

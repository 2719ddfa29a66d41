/// How a folder differs from the release it should hold.
public struct TreeFlaw: Equatable, Sendable, CustomStringConvertible {
    public let path: TreePath
    public let kind: Kind

    public enum Kind: Equatable, Sendable {
        case missing
        /// Its bytes, or where a link leads.
        case altered
        case mode(UInt32)
        /// Something else bears the name: a folder for a file, say.
        case otherKind
        /// Nothing of the release.
        case extra
    }

    public var description: String {
        switch kind {
        case .missing: "\(path) is missing"
        case .altered: "\(path) is not as it was published"
        case .mode(let mode): "\(path) has the mode 0\(String(mode, radix: 8))"
        case .otherKind: "\(path) is something else"
        case .extra: "\(path) does not belong to the release"
        }
    }
}

/// The four roles every repository has. All others are delegated.
public enum TopLevelRole: String, CaseIterable, Sendable {
    case root, timestamp, snapshot, targets

    public var name: ExactText { ExactText(rawValue) }

    /// The role's entry in the metadata that vouches for its version.
    public var fileName: ExactText { ExactText("\(rawValue).json") }
}

extension TreePath {
    /// What somebody typed.
    public init(typed text: String) throws(ReleaseFailure) { try self.init(text, place: "the path '\(text)'") }
}

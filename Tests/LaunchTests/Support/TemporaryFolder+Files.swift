import Support

extension TemporaryFolder {
    /// Open to every user.
    static func open() throws -> TemporaryFolder { try TemporaryFolder("roost-launch", mode: 0o755) }

    @discardableResult
    func file(_ name: String, _ text: String = "", mode: UInt32 = 0o644) throws -> String { try write(text, to: name, mode: mode) }

    /// Nil where there is none.
    func text(_ name: String) -> String? { exists(path(name)) ? read(name) : nil }
}

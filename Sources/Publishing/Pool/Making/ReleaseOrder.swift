import Glibc
package import Release

/// What is to be made into a release: a folder, and what to say of it.
package struct ReleaseOrder: Sendable {
    /// Told what is being made and how far it has come.
    package typealias Observer = (_ doing: String, _ progress: Progress) -> Void

    package let folder: String
    package let facts: ReleaseFacts
    package let notes: String
    /// In place of the same release in the pool, as long as no channel has it.
    package let replaces: Bool

    package init(folder: String, facts: ReleaseFacts, notes: String = "", replaces: Bool = false) {
        (self.folder, self.facts, self.notes, self.replaces) = (folder, facts, notes, replaces)
    }

    /// Said first: of what is not there, nothing else matters. (stat)
    func requireFolder() throws(PublishingError) {
        var status = stat()
        guard stat(folder, &status) == 0 else { throw .last(folder) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .file(path: folder, words: "not a folder") }
    }
}

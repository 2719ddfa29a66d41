import TUF

/// Metadata that waits for signatures of keys that are elsewhere, in the workshop's folder `drafts`: ROLE.json each.
///
/// Of channels and of targets only: what vouches for them is signed once they are.
struct Drafts {
    private static let suffix = ".json"
    let shelf: Shelf

    init(_ workshop: Workshop) { shelf = Shelf("\(workshop.path)/drafts") }

    /// Where it is; nil if the role is none that can wait.
    func keep<Role>(_ metadata: Metadata<Role>, of role: String) throws(PublishingError) -> String? {
        guard metadata is Metadata<Targets> else { return nil }
        try shelf.make(mode: 0o700)
        try shelf.write(metadata.bytes, to: role + Self.suffix)
        return shelf.place(role + Self.suffix)
    }

    func all() throws(PublishingError) -> [(role: String, metadata: Metadata<Targets>)] {
        var drafts: [(role: String, metadata: Metadata<Targets>)] = []
        for name in try shelf.names() where name.hasSuffix(Self.suffix) && !name.hasPrefix(".") {
            guard let bytes = try InputFile.bytes(shelf.place(name), atMost: Bounds.targetsBytes) else { continue }
            do throws(MetadataError) {
                drafts.append((String(name.dropLast(Self.suffix.count)), try Metadata(parsing: bytes, atMost: Bounds.targetsBytes)))
            } catch {
                throw .file(path: shelf.place(name), words: "\(error); bring back what roost publish sign has written")
            }
        }
        return drafts
    }

    func forget() throws(PublishingError) {
        for name in try shelf.names() { try shelf.remove(name) }
    }

    /// What makes a draft useless must be said with the way out.
    func stale(_ role: String, _ words: String) -> PublishingError {
        .refused(words: "\(shelf.place(role + Self.suffix)) \(words)", remedy: "remove it, and release or refresh again")
    }
}

import TUF

/// Metadata that waits for signatures of keys that are elsewhere, in the workshop's folder `drafts`: ROLE.json each.
///
/// Of channels and of targets only: what vouches for them is signed once they are.
struct Drafts {
    private static let suffix = ".json"
    let shelf: Shelf

    init(_ workshop: Workshop) { shelf = Shelf("\(workshop.path)/drafts") }

    /// Where it is, and how many have signed it; nil if the role is none that can wait. One that says the same and was brought back with
    /// others' signatures stays in its place.
    func keep<Role>(
        _ metadata: Metadata<Role>, of role: String, by signers: Signers, now: UTCTime
    ) throws(PublishingError) -> (path: String, have: Int)? {
        guard let new = metadata as? Metadata<Targets> else { return nil }
        let path = shelf.place(role + Self.suffix)
        if let old = try draft(of: role), old.signed.expires > now, old.signed.says(new.signed),
            old.count(of: signers) > new.count(of: signers)
        {
            return (path, old.count(of: signers))
        }
        try shelf.make(mode: 0o700)
        try shelf.write(new.bytes, to: role + Self.suffix)
        return (path, new.count(of: signers))
    }

    /// Nil as well if it is none that could be brought to an end.
    private func draft(of role: String) throws(PublishingError) -> Metadata<Targets>? {
        let bytes = try InputFile.bytes(shelf.place(role + Self.suffix), atMost: Bounds.targetsBytes)
        return bytes.flatMap { try? Metadata<Targets>(parsing: $0, atMost: Bounds.targetsBytes) }
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

extension Targets {
    /// The same of the same version, until whenever.
    fileprivate func says(_ other: Targets) -> Bool {
        var same = self
        same.expires = other.expires
        return same == other
    }
}

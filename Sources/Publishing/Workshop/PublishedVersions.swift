import TUF

/// The newest version of each role that was ever published, kept in the workshop's file `published`.
///
/// Routers refuse whatever goes back. A repository that was put back from an older copy does not know what they have seen; this does.
struct PublishedVersions: Equatable {
    private static let name = "published"
    private static let longest = 1 << 20
    private var versions: [String: Int] = [:]

    /// Nothing was published yet.
    init() {}

    init(_ workshop: Workshop) throws(PublishingError) {
        let path = Shelf(workshop.path).place(Self.name)
        for line in (try InputFile.bytes(path, atMost: Self.longest) ?? []).split(separator: UInt8(ascii: "\n")) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard words.count == 2, let version = Int(words[1]), Bounds.versions.contains(version) else {
                throw .file(path: path, words: "not as it was written; put it back from a copy")
            }
            versions[String(words[0])] = version
        }
    }

    /// 0 if it never was.
    subscript(role: String) -> Int { versions[role] ?? 0 }

    var isEmpty: Bool { versions.isEmpty }

    /// Of targets, and of channels that are there or were.
    var delegated: [String] { versions.keys.filter { !["root", "timestamp", "snapshot"].contains($0) }.sorted() }

    /// Takes up what is published; what was later stays.
    mutating func see(_ state: RepositoryState) {
        for (role, version) in state.versions { versions[role] = max(self[role], version) }
    }

    /// The roles that routers have seen in a later version than they have there.
    func later(than state: RepositoryState) -> [String] {
        let now = state.versions
        return versions.filter { $0.value > now[$0.key] ?? 0 }.keys.sorted()
    }

    func keep(in workshop: Workshop) throws(PublishingError) {
        guard try self != PublishedVersions(workshop) else { return }
        let text = versions.map { "\($0.key) \($0.value)\n" }.sorted().joined()
        try Shelf(workshop.path).write(Array(text.utf8), to: Self.name)
    }
}

extension RepositoryState {
    /// Of every role, also of those that only the snapshot still names.
    fileprivate var versions: [String: Int] {
        var versions = ["root": root.version, "timestamp": timestamp.version, "snapshot": snapshot.version]
        for (file, meta) in snapshot.meta { versions[String(file.string.dropLast(".json".count))] = meta.version }
        return versions
    }
}

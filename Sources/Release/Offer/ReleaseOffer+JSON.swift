import Trust
public import Wire

extension ReleaseOffer {
    static let maximumLength = 64 << 10

    /// Whole numbers, texts, booleans and null only: it is to be signed.
    public var json: JSON {
        .object(
            facts.members + [
                JSON.Member("tree", .string(tree.description)), JSON.Member("size", .integer(size)), JSON.Member("notes", .string(notes)),
                JSON.Member("released", released.map(JSON.integer) ?? .null), JSON.Member("deltas", .array(deltas.map { $0.json })),
            ])
    }

    /// From the text of a `custom` member, in any order of its members. What it does not know it passes over.
    public init(parsing bytes: [UInt8]) throws(ReleaseFailure) {
        let top = try ManifestObject(parsing: bytes, atMost: Self.maximumLength)
        let format = try top.size("format")
        guard format == ReleaseManifest.format else { throw top.refusal("format", "\(format) is unknown here") }
        let facts = try ReleaseFacts(top)
        try facts.check()
        let notes = try top.string("notes")
        guard notes.utf8.count <= Self.maximumNotes else { throw top.refusal("notes", "more than \(Self.maximumNotes) bytes") }
        var deltas: [Delta] = []
        for line in try top.objects("deltas", atMost: Self.maximumDeltas) { deltas.append(try Delta(line)) }
        self.init(
            facts: facts, tree: try top.digest("tree"), size: try top.size("size"), notes: notes,
            released: top.has("released") ? try top.size("released") : nil, deltas: deltas)
    }
}

extension ReleaseOffer.Delta {
    fileprivate var json: JSON {
        [
            "from": .string(from.description), "tree": .string(tree.description), "path": .string(path), "format": .string(format),
        ]
    }

    fileprivate init(_ line: ManifestObject) throws(ReleaseFailure) {
        let path = try line.path("path")
        self.init(from: try line.version("from"), tree: try line.digest("tree"), path: path.description, format: try line.string("format"))
    }
}

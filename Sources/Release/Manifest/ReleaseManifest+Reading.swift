import Trust
import Wire

extension ReleaseManifest {
    /// From the text of a `release.json` that nobody has checked yet.
    ///
    /// Facts it does not know are passed over, for those of later versions; in a file's line they are refused, as they would
    /// change what the file is.
    public init(parsing bytes: [UInt8]) throws(ReleaseFailure) {
        let top = try ManifestObject(parsing: bytes, atMost: Self.maximumLength)
        let format = try top.size("format")
        guard format == Self.format else {
            throw top.refusal("format", "\(format) is unknown here; update to a version in between first")
        }
        var entries: [TreeEntry] = []
        for line in try top.objects("files", atMost: Self.maximumEntries) { entries.append(try TreeEntry(line)) }
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.path < $1.path }) else {
            throw .manifest(place: "files", why: "not sorted by path, or a path is there twice")
        }
        try self.init(try ReleaseFacts(top), entries)
    }
}

extension ReleaseFacts {
    init(_ top: ManifestObject) throws(ReleaseFailure) {
        let kind = try top.string("kind")
        self.init(
            kind == ReleaseManifest.coreKind ? .core : .feature(kind), version: try top.version("version"),
            architecture: try top.string("architecture"))
        if top.has("minimum") { minimumVersion = try top.version("minimum") }
        if top.has("core") { minimumCore = try top.version("core") }
        if top.has("epoch") { epoch = try top.size("epoch") }
        isSecurity = try top.bool("security")
        for migration in try top.objects("migrations", atMost: Self.maximumMigrations) {
            migrations.append(Migration(database: try migration.string("database"), scripts: try migration.path("scripts")))
        }
        let needs = try top.object("needs")
        (neededDisk, neededMemory) = (try needs.size("disk"), try needs.size("memory"))
    }
}

extension TreeEntry {
    fileprivate init(_ line: ManifestObject) throws(ReleaseFailure) {
        path = try line.path("path")
        if line.has("link") {
            try line.allow(["path", "link"])
            content = .link(target: try line.string("link"))
        } else {
            try line.allow(["path", "mode", "size", "sha256"])
            content = .file(mode: try Self.mode(line), size: try line.size("size"), digest: try line.digest("sha256"))
        }
    }

    /// Four octal digits, as a text: JSON has no octal numbers.
    private static func mode(_ line: ManifestObject) throws(ReleaseFailure) -> UInt32 {
        let text = try line.string("mode")
        let isOctal = text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x37).contains($0) }
        guard isOctal, let mode = UInt32(text, radix: 8) else { throw line.refusal("mode", "write four octal digits, as in \"0755\"") }
        return mode
    }
}

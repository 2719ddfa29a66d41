import Trust
import Wire

extension ReleaseManifest {
    static let coreKind = "core"

    /// The text of `release.json`: one line for each fact and each file, the same bytes for the same release.
    public var bytes: [UInt8] {
        var text: [UInt8] = Array("{\n".utf8)
        for fact in about.members { text += JSON(fact.name).bytes + Array(":".utf8) + fact.value.bytes + Array(",\n".utf8) }
        text += Array("\"files\":[".utf8)
        for (place, entry) in entries.enumerated() { text += Array((place == 0 ? "\n" : ",\n").utf8) + entry.json.bytes }
        return text + Array("\n]}\n".utf8)
    }
}

extension TreeEntry {
    var json: JSON {
        switch content {
        case .file(let mode, let size, let digest):
            [
                "path": .string(path.description), "mode": .string(Self.octal(mode)), "size": .integer(size),
                "sha256": .string(digest.description),
            ]
        case .link(let target): ["path": .string(path.description), "link": .string(target)]
        }
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}

extension ReleaseFacts {
    var members: [JSON.Member] {
        [
            JSON.Member("format", .integer(ReleaseManifest.format)),
            JSON.Member("kind", .string(kind.word)),
            JSON.Member("version", .string(version.description)),
            JSON.Member("architecture", .string(architecture)),
            JSON.Member("minimum", JSON(minimumVersion?.description)),
            JSON.Member("core", JSON(minimumCore?.description)),
            JSON.Member("epoch", .integer(epoch)),
            JSON.Member("security", .bool(isSecurity)),
            JSON.Member("migrations", .array(migrations.map { $0.json })),
            JSON.Member("needs", ["disk": .integer(neededDisk), "memory": .integer(neededMemory)]),
        ]
    }
}

extension ReleaseFacts.Kind {
    /// `core`, or the feature's id.
    public var word: String {
        switch self {
        case .core: ReleaseManifest.coreKind
        case .feature(let id): id
        }
    }
}

extension ReleaseFacts.Migration {
    fileprivate var json: JSON { ["database": .string(database), "scripts": .string(scripts.description)] }
}

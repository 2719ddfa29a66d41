import Glibc
import Support
import Testing

/// What an attacker on the path, or with some of the keys, can do to a router: nothing, and it is said what was tried.
@Suite struct AttackTests {
    private let served: ServedPublication

    init() throws { served = try ServedPublication("1.0.0") }

    /// A fetch that must be refused with these words and leave nothing.
    private func expectRefusal(
        _ words: String, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let result = try served.publication.publish(
            [
                "fetch", "--url", served.url, "--channel", "stable", "--id", "tool", "--root", "\(served.publication.workshop)/root.json",
                "--trust", served.router.path("trust"), "--into", served.router.path("attacked"),
            ] + arguments)
        #expect(result.status == 1 && result.errors.contains(words), "\(result.errors)", sourceLocation: sourceLocation)
        #expect(served.hasLeftNothing(of: "attacked"), sourceLocation: sourceLocation)
    }

    private func write(_ bytes: [UInt8], to name: String) throws { try overwrite("\(served.metadata)/\(name)", with: bytes) }

    private var list: String { served.publication.listing("repository/metadata").filter { $0.hasSuffix(".stable.json") }.last ?? "" }

    @Test func `an artifact with a byte changed, and one cut short`() throws {
        let artifact = try served.artifact("1.0.0")
        let whole = readBytes(artifact)
        try overwrite(artifact, with: whole.dropLast() + [whole.last! ^ 1])
        try expectRefusal("an artifact of 'stable' is refused: an arbitrary-software attack")
        try overwrite(artifact, with: Array(whole.dropLast(10)))
        try expectRefusal("an artifact of 'stable' is refused: an arbitrary-software attack")
        try overwrite(artifact, with: whole + whole)
        try expectRefusal("an artifact of 'stable' is refused: an endless-data attack")
    }

    @Test func `a list that too few have signed`() throws {
        let bytes = readBytes("\(served.metadata)/timestamp.json")
        let signature = String(decoding: bytes, as: UTF8.self).replacing(#/"sig":"..../#, with: #""sig":"0000"#)
        try write(Array(signature.utf8), to: "timestamp.json")
        try expectRefusal("metadata of 'timestamp' is refused: an arbitrary-software attack by wrong signers")
        try write(bytes, to: "timestamp.json")
    }

    @Test func `a list that is edited, or signed by the channel's stolen key alone`() throws {
        let list = list
        let bytes = readBytes("\(served.metadata)/\(list)")
        let digests = String(decoding: bytes, as: UTF8.self).replacing(#/"sha256":"..../#, with: #""sha256":"0000"#)
        try write(Array(digests.utf8), to: list)
        try expectRefusal("metadata of 'stable' is refused: a mix-and-match attack")
        // The thief has the channel's key. He makes a whole edition; of it only the list is of use, for he has no other key.
        try write(bytes, to: list)
        let stolen = try served.publication.stolenList(of: "stable", with: "2.0.0")
        #expect(stolen != bytes && String(decoding: stolen, as: UTF8.self).contains("2.0.0"))
        try write(stolen, to: list)
        // It lists one release more, so it is longer than the snapshot vouches for.
        try expectRefusal("metadata of 'stable' is refused: an endless-data attack")
        try write(bytes, to: list)
        #expect(try served.fetch(into: "one").status == 0)
    }

    @Test func `old metadata again, metadata that expired, and metadata without end`() throws {
        let old = readBytes("\(served.metadata)/timestamp.json")
        try served.publication.release("1.1.0")
        #expect(try served.fetch(into: "one").status == 0)
        let new = readBytes("\(served.metadata)/timestamp.json")
        try write(old, to: "timestamp.json")
        try expectRefusal("metadata of 'timestamp' is refused: a rollback attack")
        try write(new, to: "timestamp.json")
        try expectRefusal("is refused: a freeze attack", "--clock", "2099-01-01T00:00:00Z")
        try write(Array(repeating: 0x20, count: 1 << 20), to: "timestamp.json")
        try expectRefusal("metadata of 'timestamp' is refused: an endless-data attack")
        try write(new, to: "timestamp.json")
        #expect(try served.fetch(into: "two").status == 0)
    }

    @Test func `a clock in 1970 takes neither what has expired since, nor nothing at all`() throws {
        #expect(try served.fetch("--clock", "1970-01-01T00:00:00Z", into: "one").status == 0)
        // Under a time at which all has expired nothing succeeds, so that time is not kept.
        #expect(try served.fetch("--clock", "2098-01-01T00:00:00Z", into: "two").status == 1)
        #expect(
            try served.fetch("--clock", "1970-01-01T00:00:00Z", into: "three").status == 0, "a clock that was wrong does no lasting harm")
    }

    @Test func `another publisher's root is no way in`() throws {
        #expect(try served.fetch(into: "one").status == 0)
        let stranger = try ServedPublication("6.6.6")
        for name in stranger.publication.listing("repository/metadata") {
            try write(readBytes("\(stranger.metadata)/\(name)"), to: name == "1.root.json" ? "2.root.json" : name)
        }
        try expectRefusal("metadata of 'root' is refused: an arbitrary-software attack by wrong signers")
    }
}

import Testing
import Trust

@testable import TUF

struct MetadataTests {
    private let expires = UTCTime(secondsSince1970: 1_900_000_000)

    @Test(arguments: SignatureScheme.allCases)
    func `what is built and signed here is read back the same, and its signature holds`(_ scheme: SignatureScheme) throws {
        let key = try PrivateKey(generating: scheme)
        let open = try Key(key.publicKey())
        let role = RoleKeys([open.id])
        let root = Root(expires: expires, keys: [open.id: open], root: role, timestamp: role, snapshot: role, targets: role)
        let metadata = try Metadata(root).signed(by: key)
        let read = try Metadata<Root>(parsing: metadata.bytes, atMost: 512_000)
        #expect(read == metadata)
        #expect(read.signed == root)
        #expect(read.isSigned(by: root.signers(of: .root)))
        #expect(try !Metadata(root).signed(by: PrivateKey(generating: scheme)).isSigned(by: root.signers(of: .root)))
    }

    /// Nobody has signed what is read here: its words must do no harm where the refusal is shown.
    @Test(arguments: ["\u{1B}[2J", "line\nline", "\u{202E}txt", "\u{2028}", String(repeating: "x", count: 400_000)])
    func `names in metadata that is refused are shown short and harmless`(_ name: String) throws {
        let hostile = ExactText(name)
        let hashes = CanonicalJSON([(hostile, CanonicalJSON.integer(5))])
        let meta: CanonicalJSON = ["snapshot.json": ["version": 1, "hashes": hashes]]
        let key: CanonicalJSON = ["keytype": 5]
        let keys = CanonicalJSON([(hostile, key)])
        let texts = [
            try refusal(Timestamp.self, ["_type": "timestamp", "meta": meta]), try refusal(Root.self, ["_type": "root", "keys": keys]),
        ]
        for text in texts {
            #expect(text.utf8.count < 400)
            let harmful: Set<UnicodeScalar> = ["\u{1B}", "\n", "\u{202E}", "\u{2028}"]
            #expect(harmful.isDisjoint(with: text.unicodeScalars), "\(text.debugDescription)")
        }
    }

    private func refusal<Role>(_ role: Role.Type, _ members: CanonicalJSON) throws -> String where Role: SignedRole {
        guard case .object(var signed) = members else { return "" }
        for (name, value) in [("spec_version", "1.0.0"), ("expires", "2030-01-31T12:00:00Z"), ("version", 1)]
            as [(ExactText, CanonicalJSON)]
        {
            signed[name] = value
        }
        let file: CanonicalJSON = ["signatures": [], "signed": .object(signed)]
        let error = #expect(throws: MetadataError.self) { try Metadata<Role>(parsing: file.canonicalBytes, atMost: 512_000) }
        return try #require(error).description
    }

    @Test func `a version that nothing can follow is none`() throws {
        let root = Root(
            version: Int.max, expires: expires, keys: [:], root: RoleKeys([]), timestamp: RoleKeys([]), snapshot: RoleKeys([]),
            targets: RoleKeys([]))
        #expect(throws: MetadataError.self) { try Metadata<Root>(parsing: Metadata(root).bytes, atMost: 512_000) }
    }
}

import Testing
import Trust

@testable import TUF

struct SignersTests {
    private let role = Targets(expires: RepositorySimulator.expiry)

    private func key(_ scheme: SignatureScheme = .ed25519) throws -> (PrivateKey, Key) {
        let key = try PrivateKey(generating: scheme)
        return (key, try Key(key.publicKey()))
    }

    @Test func `one key counts once, under how many ids it may be listed`() throws {
        let (secret, open) = try key(.ecdsaP256)
        // The same key in another writing of PEM.
        let padded = try Key(
            ["keytype": "ecdsa", "scheme": "ecdsa-sha2-nistp256", "keyval": ["public": .string(ExactText(open.value.string + "\n\n"))]],
            at: "")
        let metadata = try Metadata(role).signed(by: secret)
        let value = try #require(metadata.signatures.first)
        let copy = Metadata(role, metadata.signedBytes, [value, Signature(keyID: "other", bytes: try #require(value.bytes))])
        let signers = Signers(role: RoleKeys([open.id, "other"], threshold: 2), among: [open.id: open, "other": padded])
        #expect(copy.count(of: signers) == 1)
        #expect(!copy.isSigned(by: signers))
    }

    @Test func `one P-256 key counts once, in how many forms it may be written`() throws {
        let secret = try PrivateKey(generating: .ecdsaP256)
        let forms = try CurveForms.keys(of: secret)
        #expect(Set(forms.map(\.value)).count == 5)
        let keys = Dictionary(uniqueKeysWithValues: forms.enumerated().map { (ExactText("form \($0.offset)"), $0.element) })
        let signatures = try keys.keys.map { Signature(keyID: $0, bytes: try secret.sign(role.json.canonicalBytes)) }
        let metadata = Metadata(role, role.json.canonicalBytes, signatures)
        // Each form for itself is a key that signs.
        for id in keys.keys { #expect(metadata.count(of: Signers(role: RoleKeys([id]), among: keys)) == 1, "\(id)") }
        #expect(metadata.count(of: Signers(role: RoleKeys(Array(keys.keys), threshold: 9), among: keys)) == 1)
    }

    @Test(arguments: SignatureScheme.allCases)
    func `different keys count as many as they are`(_ scheme: SignatureScheme) throws {
        let pairs = try [key(scheme), key(scheme), key(.ed25519)]
        let metadata = try Metadata(role).signed(by: pairs.map(\.0))
        let keys = Dictionary(uniqueKeysWithValues: pairs.map { ($0.1.id, $0.1) })
        #expect(metadata.count(of: Signers(role: RoleKeys(Array(keys.keys), threshold: 3), among: keys)) == 3)
    }

    @Test func `signatures that are bad, strange or not understood do no harm where enough others are good`() throws {
        let (secret, open) = try key()
        let strange = try Key(["keytype": "sphincs", "scheme": "sphincs-shake-128s", "keyval": ["public": "00"]], at: "")
        let metadata = try Metadata(role).signed(by: secret)
        let bad = [("x", "zz"), ("strange", "00"), ("nobody", ""), ("broken", "00")]
            .map { Signature(keyID: ExactText($0.0), hexadecimal: ExactText($0.1)) }
        let broken = try Key(["keytype": "ed25519", "scheme": "ed25519", "keyval": ["public": "0011"]], at: "")
        let mixed = Metadata(role, metadata.signedBytes, bad + metadata.signatures)
        let keys = [open.id: open, "strange": strange, "x": open, "broken": broken]
        #expect(mixed.isSigned(by: Signers(role: RoleKeys([open.id, "strange", "x", "broken"]), among: keys)))
        #expect(mixed.count(of: Signers(role: RoleKeys([open.id, "strange", "x", "broken"], threshold: 2), among: keys)) == 1)
    }

    @Test func `a key of the role that is listed nowhere, or a listed key of another role, signs nothing`() throws {
        let (secret, open) = try key()
        let metadata = try Metadata(role).signed(by: secret)
        #expect(metadata.count(of: Signers(role: RoleKeys([open.id]), among: [:])) == 0)
        #expect(metadata.count(of: Signers(role: RoleKeys(["else"]), among: [open.id: open])) == 0)
    }

    @Test func `the old name of an ECDSA key is taken, a scheme that is not the key's is not`() throws {
        let (_, open) = try key(.ecdsaP256)
        func written(_ type: String, _ scheme: String) throws -> Key {
            try Key(
                ["keytype": .string(ExactText(type)), "scheme": .string(ExactText(scheme)), "keyval": ["public": .string(open.value)]],
                at: "")
        }
        #expect(try written("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256").verifier != nil)
        #expect(try written("ecdsa", "ecdsa-sha2-nistp256").verifier != nil)
        #expect(try written("rsa", "rsassa-pss-sha256").verifier == nil)
        #expect(try written("ed25519", "ed25519").verifier == nil)
        #expect(try written("ecdsa", "ecdsa-sha2-nistp384").verifier == nil)
    }

    @Test func `two signatures of one key id are refused`() throws {
        let (secret, _) = try key()
        let metadata = try Metadata(role).signed(by: secret)
        let twice = Metadata(role, metadata.signedBytes, metadata.signatures + metadata.signatures)
        #expect(throws: MetadataError.field("signatures", "has two of one key")) {
            try Metadata<Targets>(parsing: twice.bytes, atMost: 10_000)
        }
    }

    /// By securesystemslib: SSlibKey of the public key in RFC 8032, section 7.1, test 2.
    @Test func `the id of a key is that of securesystemslib`() throws {
        let bytes = try #require(Hexadecimal.bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        #expect(try Key(PublicKey(ed25519: bytes)).id == "eaf1e23f6c823132f437a2eaa299a7950f7386631deff273db195bbd26209e2b")
    }
}

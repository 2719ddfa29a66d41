/// A role's content with the signatures over it.
///
/// The signed bytes are the canonical form of all that stood in the file, unknown members included, so they stay what was signed even
/// where this program understands less of it.
public struct Metadata<Role: SignedRole>: Hashable, Sendable {
    public let signed: Role
    public let signedBytes: [UInt8]
    /// Of different key ids.
    public let signatures: [Signature]

    /// Not signed by anybody yet.
    public init(_ signed: Role) {
        self.init(signed, signed.json.canonicalBytes, [])
    }

    init(_ signed: Role, _ signedBytes: [UInt8], _ signatures: [Signature]) {
        self.signed = signed
        self.signedBytes = signedBytes
        self.signatures = signatures
    }

    /// The file's bytes, at most so many. That they are well formed says nothing of who wrote them.
    public init(parsing bytes: [UInt8], atMost limit: Int) throws(MetadataError) {
        let json: CanonicalJSON
        do throws(CanonicalJSON.SyntaxError) {
            json = try CanonicalJSON(parsing: bytes, within: CanonicalJSON.Bounds(bytes: limit))
        } catch {
            throw .syntax(error)
        }
        var fields = try Fields(json, at: "file")
        let signed = try fields.value("signed")
        self.init(try Role(signed), signed.canonicalBytes, try Self.signatures(fields.value("signatures")))
    }

    private static func signatures(_ json: CanonicalJSON) throws(MetadataError) -> [Signature] {
        guard case .array(let elements) = json else { throw .field("signatures", "is no list") }
        let signatures = try elements.map { element throws(MetadataError) in try Signature(element, at: "signatures") }
        // Otherwise a check of many bad ones could be made to last for ever, or one key be counted twice.
        guard Set(signatures.map(\.keyID)).count == signatures.count else { throw .field("signatures", "has two of one key") }
        return signatures
    }

    /// How many of `signers` have signed this.
    public func count(of signers: Signers) -> Int { signers.count(of: signatures, over: signedBytes) }

    /// Whether as many of `signers` as are needed have signed this.
    public func isSigned(by signers: Signers) -> Bool { count(of: signers) >= signers.role.threshold }
}

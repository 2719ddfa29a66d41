public import Trust

/// A public key as metadata writes it: its kind, its scheme and its value. Kept whole, whatever the kind.
public struct Key: Hashable, Sendable {
    public let type: ExactText
    public let scheme: ExactText
    /// 64 hexadecimal digits for Ed25519, PEM for the others.
    public let value: ExactText
    /// All of it, with members that this program knows nothing of.
    public let json: CanonicalJSON

    public init(_ key: PublicKey) throws(OpenSSLError) {
        type = ExactText(key.scheme.keyType)
        scheme = ExactText(key.scheme.rawValue)
        let raw = key.ed25519.map { Hexadecimal.text($0) }
        value = if let raw { ExactText(raw) } else { ExactText(try key.pem()) }
        json = ["keytype": .string(type), "scheme": .string(scheme), "keyval": ["public": .string(value)]]
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        type = try fields.text("keytype")
        scheme = try fields.text("scheme")
        var keyValue = try fields.fields("keyval")
        value = try keyValue.text("public")
        self.json = json
    }

    /// The name that this program gives to a key: the SHA-256 of its canonical form. Other publishers may choose others, so a reader
    /// never checks it.
    public var id: ExactText { ExactText(Digest(.sha256, of: json.canonicalBytes).description) }

    /// Nil for a kind, scheme or form that is not understood: it then signs nothing.
    public var verifier: PublicKey? {
        guard let wanted = SignatureScheme(rawValue: scheme.string), accepts(wanted) else { return nil }
        let key =
            wanted == .ed25519 ? Hexadecimal.bytes(value.string).flatMap { try? PublicKey(ed25519: $0) } : try? PublicKey(pem: value.string)
        return key?.scheme == wanted ? key : nil
    }

    /// The old name of a scheme was also that of its kind of key.
    private func accepts(_ wanted: SignatureScheme) -> Bool {
        type.string == wanted.keyType || (wanted == .ecdsaP256 && type.string == wanted.rawValue)
    }
}

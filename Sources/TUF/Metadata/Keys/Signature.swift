import Trust

/// A signature as metadata writes it. Whether it is one, only the key can tell.
public struct Signature: Hashable, Sendable {
    public let keyID: ExactText
    /// Hexadecimal digits, if all is well.
    public let value: ExactText

    public init(keyID: ExactText, bytes: [UInt8]) {
        self.keyID = keyID
        value = ExactText(Hexadecimal.text(bytes))
    }

    init(keyID: ExactText, hexadecimal value: ExactText) {
        self.keyID = keyID
        self.value = value
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        keyID = try fields.text("keyid")
        value = try fields.text("sig")
    }

    /// Nil if it is not in hexadecimal digits.
    public var bytes: [UInt8]? { Hexadecimal.bytes(value.string) }

    public var json: CanonicalJSON { ["keyid": .string(keyID), "sig": .string(value)] }
}

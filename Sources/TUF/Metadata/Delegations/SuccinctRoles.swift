import Trust

/// Hash bins: 2, 4, 8 … roles of one set of keys, among which targets are spread by the SHA-256 of their paths. (TAP 15)
public struct SuccinctRoles: Hashable, Sendable {
    public var keys: RoleKeys
    /// 1 to 32: the bins are 2 to this power.
    public let bitLength: Int
    /// The bins' names are this, a hyphen, and their number in hexadecimal digits, all of one length.
    public let namePrefix: ExactText

    public init(keys: RoleKeys, bitLength: Int, namePrefix: ExactText) {
        precondition((1...32).contains(bitLength), "from 2 to 2³² bins")
        self.keys = keys
        self.bitLength = bitLength
        self.namePrefix = namePrefix
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        keys = try RoleKeys(&fields)
        bitLength = try fields.integer("bit_length", 1...32)
        namePrefix = try fields.text("name_prefix")
    }

    public var count: Int { 1 << bitLength }

    /// The bin's name, by its number below `count`.
    public func name(_ number: Int) -> ExactText {
        let digits = String(number, radix: 16)
        let zeros = String(repeating: "0", count: (bitLength + 3) / 4 - digits.utf8.count)
        return ExactText(unchecked: namePrefix.utf8 + "-\(zeros)\(digits)".utf8)
    }

    public func role(for target: ExactText) -> ExactText {
        let number = Digest(.sha256, of: target.utf8).bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        return name(number >> (32 - bitLength))
    }

    public func contains(_ role: ExactText) -> Bool {
        guard role.utf8.starts(with: namePrefix.utf8 + "-".utf8) else { return false }
        let digits = String(decoding: role.utf8.dropFirst(namePrefix.utf8.count + 1), as: UTF8.self)
        guard let number = Int(digits, radix: 16), (0..<count).contains(number) else { return false }
        return name(number) == role
    }

    public var json: CanonicalJSON {
        CanonicalJSON(keys.members + [("bit_length", .integer(bitLength)), ("name_prefix", .string(namePrefix))])
    }
}

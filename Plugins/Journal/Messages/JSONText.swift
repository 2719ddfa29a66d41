/// A JSON text as it came, known to be one: checked, but not taken apart, so that it can be kept byte for byte.
struct JSONText: Equatable, Sendable {
    let bytes: ArraySlice<UInt8>
    /// Of an object: names, and where their values stand.
    private let members: [Member]

    private struct Member: Equatable, Sendable {
        let name: String
        let value: Range<Int>
    }

    /// Values inside values, as ``JSONScanner`` counts.
    static let maximumDepth = 64

    init(_ bytes: [UInt8]) throws(JSONScanner.Failure) { try self.init(bytes[...]) }

    private init(_ bytes: ArraySlice<UInt8>) throws(JSONScanner.Failure) {
        var scanner = JSONScanner(bytes, maximumDepth: Self.maximumDepth)
        var members: [Member] = []
        self.bytes = bytes[try scanner.scan { members.append(Member(name: $0, value: $1)) }]
        self.members = members
    }

    /// The value of a member, the first of that name, as it came.
    func bytes(of name: String) -> ArraySlice<UInt8>? { members.first { $0.name == name }.map { bytes[$0.value] } }

    /// The value of a member, to be taken apart in turn.
    subscript(name: String) -> JSONText? {
        guard let value = bytes(of: name) else { return nil }
        do throws(JSONScanner.Failure) {
            return try JSONText(value)
        } catch {
            preconditionFailure("a part of a checked text is \(error)")
        }
    }

    var isObject: Bool { bytes.first == UInt8(ascii: "{") }
}

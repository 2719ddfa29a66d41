/// The fields of a message's head, in their order; names are found in any case.
public struct HTTPHeaders: Equatable, Sendable {
    public struct Field: Equatable, Sendable {
        public let name: String
        public let value: String
    }

    public private(set) var fields: [Field] = []

    public init() {}

    /// The first of this name.
    public subscript(_ name: String) -> String? { fields.first { $0.name.isSameField(as: name) }?.value }

    public func all(_ name: String) -> [String] { fields.filter { $0.name.isSameField(as: name) }.map(\.value) }

    /// Neither may hold a line's end or another control character: that would be a second field.
    public mutating func add(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }, "no field's name")
        precondition(value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }, "no field's value")
        fields.append(Field(name: name, value: value))
    }

    /// In place of all of this name.
    public mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    public mutating func remove(_ name: String) { fields.removeAll { $0.name.isSameField(as: name) } }

    /// What the parser has checked.
    mutating func append(parsed name: [UInt8], _ value: [UInt8]) {
        fields.append(Field(name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self)))
    }
}

extension String {
    /// ASCII letters of either case are the same.
    func isSameField(as other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercase == $1.asciiLowercase }
    }
}

extension UInt8 {
    fileprivate var asciiLowercase: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

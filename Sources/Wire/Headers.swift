/// The header block of an HMSG or HPUB: `NATS/1.0[ status[ words]]`, then `Name: value` lines (ADR-4).
///
/// Names keep their order and case; look-ups are case-sensitive, as in nats.go.
public struct Headers: Equatable, Sendable {
    public var status: Int?
    public var statusDescription: String
    public private(set) var fields: [Field]

    public struct Field: Equatable, Sendable {
        public let name: String
        public let value: String
    }

    public init(status: Int? = nil, statusDescription: String = "") {
        self.status = status
        self.statusDescription = statusDescription
        fields = []
    }

    public subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// Line ends in a name or value would forge further fields: they become spaces.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: Self.oneLine(name), value: Self.oneLine(value)))
    }

    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\r" || $0 == "\n" ? " " : $0 }))
    }
}

extension Headers {
    private static let version = "NATS/1.0"

    public var bytes: [UInt8] {
        var text = Self.version
        if let status { text += " \(status)" }
        if status != nil, !statusDescription.isEmpty { text += " \(statusDescription)" }
        text += "\r\n"
        for field in fields { text += "\(field.name): \(field.value)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    public enum ParseError: Error, Equatable, Sendable {
        case noVersion, tooLarge, tooManyFields, badField
    }

    /// Bounds on what a reader accepts, bytes and fields.
    public static let maximumSize = 65_536
    public static let maximumFields = 256

    public init(parsing bytes: some Collection<UInt8>) throws(ParseError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        self.init()
        try read(bytes)
    }

    /// What can be read of a block that anybody may have written: all before its first fault.
    public init(readablePartOf bytes: some BidirectionalCollection<UInt8>) {
        self.init()
        let part = bytes.prefix(Self.maximumSize)
        let end = bytes.count <= part.count ? part.endIndex : part.lastIndex(of: UInt8(ascii: "\n")) ?? part.startIndex
        do { try read(part[..<end]) } catch {}
    }

    private mutating func read(_ bytes: some Collection<UInt8>) throws(ParseError) {
        var lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }[...]
        guard let first = lines.popFirst(), first.starts(with: Self.version.utf8) else { throw .noVersion }
        let words = first.dropFirst(Self.version.utf8.count).split(separator: UInt8(ascii: " "), maxSplits: 1)
        status = words.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        statusDescription = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
        for line in lines where !line.isEmpty {
            guard fields.count < Self.maximumFields else { throw .tooManyFields }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex else { throw .badField }
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }
            append(String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
    }
}

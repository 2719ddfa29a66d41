extension CanonicalJSON {
    /// The bytes that are signed: OLPC canonical JSON. Names sorted by code point, no white space, nothing escaped but `"` and `\`.
    public var canonicalBytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    /// The bytes for a file: the same, with control characters escaped, as JSON demands and canonical JSON forbids.
    public var fileBytes: [UInt8] { Self.fileBytes(ofCanonical: canonicalBytes) }

    /// Canonical bytes hold control characters in strings only, so each of them can be escaped where it stands.
    static func fileBytes(ofCanonical bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): output += #"\n"#.utf8
            case 0..<0x20: output += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: output.append(byte)
            }
        }
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .largeInteger(let digits): output += digits.utf8
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements): Self.write(elements, between: "[", and: "]", to: &output) { $0.write(to: &$1) }
        case .object(let object):
            Self.write(object.members, between: "{", and: "}", to: &output) { member, output in
                Self.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between open: UnicodeScalar, and close: UnicodeScalar, to output: inout [UInt8],
        _ element: (Element, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, item) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            element(item, &output)
        }
        output.append(UInt8(ascii: close))
    }

    private static func write(_ text: ExactText, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}

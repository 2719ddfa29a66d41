/// Text in quotes as Go's `%q` writes it, which is how nats-server shows a subject in an error.
func quoted(_ bytes: UnsafeRawBufferPointer) -> String {
    var result = "\""
    var rest = bytes[...]
    while let byte = rest.first {
        if byte < 0x80 {
            result += escaped(byte)
            rest = rest.dropFirst()
            continue
        }
        var decoder = UTF8()
        var iterator = rest.makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) {
            result.unicodeScalars.append(scalar)
            rest = rest.dropFirst(UTF8.width(scalar))
        } else {
            result += "\\x" + hexadecimal(byte)
            rest = rest.dropFirst()
        }
    }
    return result + "\""
}

private func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x07: "\\a"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0B: "\\v"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: "\\x" + hexadecimal(byte)
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

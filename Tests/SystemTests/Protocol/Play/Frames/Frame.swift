/// One thing a server said: a line, or a message with its body.
struct Frame: Equatable, Sendable {
    var line: String
    var body: String?

    var isMessage: Bool { body != nil }

    /// On one line, with every byte visible; long bodies by their size and a checksum.
    var description: String {
        guard let body else { return line }
        return "\(line) | \(body)"
    }

    /// The same message whichever subscription got it.
    var withoutReceiver: String {
        guard isMessage else { return description }
        var words = line.split(separator: " ").map(String.init)
        if words.count > 2 { words[2] = "#" }
        return words.joined(separator: " ") + " | \(body ?? "")"
    }
}

/// A body as readable text; a long one by its beginning, its size and a checksum.
func summary(_ bytes: some Collection<UInt8>) -> String {
    guard bytes.count > 400 else { return visible(bytes) }
    let sum = bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    return "\(visible(bytes.prefix(40)))… \(bytes.count) bytes, checksum \(sum)"
}

/// Bytes as readable text: printable ASCII as it is, the rest escaped.
func visible(_ bytes: some Collection<UInt8>) -> String {
    bytes.reduce(into: "") { text, byte in
        switch byte {
        case 13: text += "\\r"
        case 10: text += "\\n"
        case 32...126: text.unicodeScalars.append(Unicode.Scalar(byte))
        default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

/// Names as parts of URLs and of paths.
enum PercentEncoding {
    /// One part: nothing but letters, digits and `-._~` stays as it is, so a slash is no slash any more.
    static func part(_ text: ExactText) -> String { encode(text) { isUnreserved($0) } }

    /// A path that is one already: only what no URL can hold, or what would end the path, is encoded.
    static func path(_ text: ExactText) -> String {
        encode(text) { isUnreserved($0) || Array("/%:@!$&'()*+,;=".utf8).contains($0) }
    }

    private static func encode(_ text: ExactText, _ isKept: (UInt8) -> Bool) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                output.append(byte)
            } else {
                output += "%\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: Array("-._~".utf8).contains(byte)
        }
    }
}

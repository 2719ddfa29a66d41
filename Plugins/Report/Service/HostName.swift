import Glibc

/// What this machine is called, fit to be part of a key and of a header.
enum HostName {
    /// (gethostname)
    static var current: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "roost" }
        return plain(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// What is no letter, digit, dot or dash becomes a dash.
    static func plain(_ text: String) -> String {
        let bytes = text.utf8.prefix(128).map { byte in
            let isPlain =
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            return isPlain ? byte : UInt8(ascii: "-")
        }
        return bytes.isEmpty ? "roost" : String(decoding: bytes, as: UTF8.self)
    }
}

/// One argument of a system call, or a result, as strace printed it with `-y -xx`: every string and path in hexadecimal.
struct Argument {
    let text: ArraySlice<UInt8>

    /// The words as they stand, for reports and for flags.
    var words: String { String(decoding: text, as: UTF8.self) }

    /// Words between bars: `O_RDWR|O_CREAT`.
    func has(_ flag: String) -> Bool { words.split(separator: "|").contains { $0 == flag } }

    /// A decimal, octal (`0644`) or hexadecimal number, up to where it ends.
    var number: Int? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative ? text.dropFirst() : text
        let base: (radix: Int, skipped: Int) =
            digits.starts(with: "0x".utf8) ? (16, 2) : digits.first == UInt8(ascii: "0") ? (8, 0) : (10, 0)
        let figures = digits.dropFirst(base.skipped).prefix { Argument.value(of: $0).map { $0 < base.radix } ?? false }
        guard let value = Int(String(decoding: figures, as: UTF8.self), radix: base.radix) else { return nil }
        return isNegative ? -value : value
    }

    /// The path that `-y` wrote behind a descriptor: `5<\x2f\x74>`, perhaps with `(deleted)` behind it.
    var path: String? {
        guard let start = text.firstIndex(of: UInt8(ascii: "<")), let end = text[start...].firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        return Argument.unescaped(text[(start + 1)..<end]).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The name a descriptor was opened by is gone.
    var isDeleted: Bool { words.hasSuffix("(deleted)") }

    /// What stands between quotes; several strings of a vector one after the other. Nil if there is none or strace cut it short.
    var bytes: [UInt8]? {
        var found: [UInt8]?
        var rest = text
        while let start = rest.firstIndex(of: UInt8(ascii: "\"")) {
            guard let end = rest[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            guard let part = Argument.unescaped(rest[(start + 1)..<end]), !rest[(end + 1)...].starts(with: "...".utf8) else { return nil }
            found = (found ?? []) + part
            rest = rest[(end + 1)...]
        }
        return found
    }

    var string: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }

    /// `\x2f\x74` as bytes.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        return text.withUnsafeBufferPointer { text in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count / 4)
            for start in stride(from: 0, to: text.count, by: 4) {
                guard let high = value(of: text[start + 2]), let low = value(of: text[start + 3]) else { return nil }
                bytes.append(UInt8(high << 4 | low))
            }
            return bytes
        }
    }

    private static func value(of digit: UInt8) -> Int? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(digit) - 87
        default: nil
        }
    }
}

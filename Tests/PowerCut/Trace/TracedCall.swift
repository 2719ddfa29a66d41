/// One finished system call of one thread.
struct TracedCall {
    let thread: Int
    let name: String
    let arguments: [Argument]
    /// What stands behind the equals sign.
    let result: Argument
    /// Lines of the log at which it began and ended; with several threads they lie apart.
    let began: Int
    let ended: Int

    /// Nil if it failed or never returned.
    var value: Int? {
        guard let value = result.number, value >= 0 else { return nil }
        return value
    }

    /// `name(a, b) = r`; nil if that is not what the text is.
    init?(thread: Int, text: ArraySlice<UInt8>, began: Int, ended: Int) {
        guard let opening = text.firstIndex(of: UInt8(ascii: "(")) else { return nil }
        let (arguments, closing) = Self.split(text[(opening + 1)...])
        guard let closing, let equals = text[closing...].firstIndex(of: UInt8(ascii: "=")) else { return nil }
        (self.thread, self.began, self.ended) = (thread, began, ended)
        name = String(decoding: text[..<opening], as: UTF8.self)
        self.arguments = arguments
        result = Argument(text: text[(equals + 1)...].drop { $0 == UInt8(ascii: " ") })
    }

    /// What stands between commas, up to the closing parenthesis; brackets and braces nest, quotes hold only hexadecimal.
    private static func split(_ text: ArraySlice<UInt8>) -> (arguments: [Argument], closing: Int?) {
        var arguments: [Argument] = []
        var start = text.startIndex
        var depth = 0
        var index = start
        func argument() -> Argument { Argument(text: text[start..<index].drop { $0 == UInt8(ascii: " ") }) }
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\""):
                guard let end = text[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return (arguments, nil) }
                index = end
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")") where depth == 0:
                if index > start { arguments.append(argument()) }
                return (arguments, index)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                arguments.append(argument())
                start = index + 1
            default: break
            }
            index += 1
        }
        return (arguments, nil)
    }
}

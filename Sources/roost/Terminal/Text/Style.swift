import Glibc

/// Colours, or none: only on a terminal, and not where NO_COLOR is set.
struct Style: Equatable {
    enum Colour: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case dim = "2"
        case bold = "1"
    }

    let isColoured: Bool

    static let plain = Style(isColoured: false)

    static var ofOutput: Style {
        Style(isColoured: Output.isTerminal && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb")
    }

    func paint(_ text: String, _ colour: Colour?) -> String {
        guard isColoured, let colour, !text.isEmpty else { return text }
        return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
    }

    private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}

/// Text of others made fit for a terminal: a feature's words must not move the cursor or forge lines.
enum Printable {
    /// One line; control characters become spaces or dots.
    static func line(_ text: String) -> String {
        map(text) { $0 == "\n" || $0 == "\t" || $0 == "\r" ? " " : $0 }
    }

    /// Any number of lines.
    static func lines(_ text: String) -> String { map(text) { $0 } }

    private static func map(_ text: String, _ transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let scalar = transform(scalar)
                    return isHarmless(scalar) ? scalar : "·"
                }))
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n" || scalar == "\t"
        // Marks that turn the direction of what follows.
        case .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }
}

extension SourceFile {
    /// A type, extension or function as its line says it.
    struct Declaration {
        let kind: String
        let name: String
        let isTopLevel: Bool
        let isPrivate: Bool

        var isType: Bool { ["struct", "class", "enum", "protocol", "actor", "typealias"].contains(kind) }
    }

    var declarations: [Declaration] { code.compactMap(Self.declaration) }

    /// How many lines each function takes, from `func` to its closing brace, with its name.
    var functions: [(name: String, lines: Int)] {
        code.indices.compactMap { start in
            guard let declaration = Self.declaration(code[start]), declaration.kind == "func" else { return nil }
            guard let end = bodyEnd(from: start) else { return nil }
            return (declaration.name, end - start + 1)
        }
    }

    private static func declaration(_ line: String) -> Declaration? {
        let words = line.split { !($0.isLetter || $0.isNumber || "_@.".contains($0)) }
        guard let place = words.firstIndex(where: kinds.contains), words.count > place + 1 else { return nil }
        guard words[..<place].allSatisfy({ $0.hasPrefix("@") || modifiers.contains($0) }) else { return nil }
        let isPrivate = words[..<place].contains { $0 == "private" || $0 == "fileprivate" }
        return Declaration(
            kind: String(words[place]), name: String(words[place + 1]), isTopLevel: line.first != " ", isPrivate: isPrivate)
    }

    private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias", "extension", "func"]
    private static let modifiers: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private", "final", "indirect", "static", "mutating", "nonisolated", "override",
    ]

    /// The line that closes the body of what is declared at `start`; nil for a requirement or a C symbol, which have none.
    private func bodyEnd(from start: Int) -> Int? {
        var (parentheses, braces, hasBody) = (0, 0, false)
        for index in start..<code.count {
            for character in code[index] {
                switch character {
                case "(": parentheses += 1
                case ")": parentheses -= 1
                case "{": (braces, hasBody) = (braces + 1, true)
                case "}": braces -= 1
                default: continue
                }
            }
            if hasBody, braces == 0 { return index }
            if !hasBody, parentheses == 0 { return nil }
        }
        return nil
    }
}

import Foundation

/// One Swift file: its place, its text, and its code without what only people read.
struct SourceFile: Sendable {
    let path: String
    let lines: [Substring]
    /// The same lines, comments and the contents of literals left out.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        code = CodeReader.lines(of: text)
    }

    /// `Lifecycle+Words` of `Sources/Kernel/Supervision/Lifecycle/Lifecycle+Words.swift`.
    var name: String { String(path.split(separator: "/").last?.dropLast(6) ?? "") }

    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// `Sources/Kernel`: the folder of the target it belongs to.
    var target: String { path.split(separator: "/").prefix(2).joined(separator: "/") }

    /// The modules it imports, whole or in part.
    var imports: Set<String> { Set(code.compactMap(Self.importedModule)) }

    /// Those of these words that its code holds.
    func words(among words: [String]) -> [String] {
        words.filter { word in code.contains { $0.holds(word) } }
    }

    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), words.count > place + 1 else { return nil }
        guard words[..<place].allSatisfy(isModifier) else { return nil }
        let isPart = ["struct", "class", "enum", "protocol", "func", "typealias"].contains(words[place + 1])
        return words[place + (isPart ? 2 : 1)].split(separator: ".").first.map(String.init)
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }
}

extension String {
    /// Whether a word stands in it by itself: `actor` does not in `factory`, `as?` does in `x as? Y`.
    fileprivate func holds(_ word: String) -> Bool {
        var start = startIndex
        while let found = range(of: word, range: start..<endIndex) {
            let before = found.lowerBound == startIndex ? nil : self[index(before: found.lowerBound)]
            let after = found.upperBound == endIndex ? nil : self[found.upperBound]
            if ![before, after].contains(where: { $0.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false }) { return true }
            start = found.upperBound
        }
        return false
    }
}

/// A path as Linux reads it: bytes between slashes. To Swift, a slash and an accent behind it are one Character, and no slash.
///
/// By its words alone: nothing is looked at, and `.` and `..` are names like any other.
package struct FilePath: Sendable {
    private static let slash = UInt8(ascii: "/")
    package let text: String

    package init(_ text: some StringProtocol) { self.text = String(text) }

    package var isAbsolute: Bool { text.utf8.first == Self.slash }

    /// A program of such a name is looked for in PATH.
    package var isOneName: Bool { !text.utf8.contains(Self.slash) }

    /// Without the empty ones, which Linux passes over.
    package var names: [String] { text.utf8.split(separator: Self.slash).map { String(Substring($0)) } }

    /// What stands between slashes, be it nothing: for paths that must be written plainly.
    package var parts: [String] {
        text.utf8.split(separator: Self.slash, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    /// What stands before the last slash: `/` is in itself, and what has no slash in `.`.
    package var folder: String {
        guard let end = text.utf8.lastIndex(of: Self.slash) else { return "." }
        return end == text.startIndex ? "/" : String(text[..<end])
    }

    /// What stands behind the last slash.
    package var name: String {
        text.utf8.lastIndex(of: Self.slash).map { String(text[text.utf8.index(after: $0)...]) } ?? text
    }

    /// Whether it is that path, or goes on behind it with a slash.
    package func isWithin(_ folder: String) -> Bool {
        guard text.utf8.starts(with: folder.utf8) else { return false }
        let rest = text.utf8.dropFirst(folder.utf8.count)
        return rest.isEmpty || rest.first == Self.slash
    }

    /// What stands behind one of the places that a path may begin with, such as `@data`, and a slash; nil if it begins with another.
    package func rest(behind place: String) -> Substring? {
        guard text.utf8.count > place.utf8.count, isWithin(place) else { return nil }
        return Substring(text.utf8.dropFirst(place.utf8.count + 1))
    }

    /// What stands before such an end as `/data/journal`; nil if it ends otherwise.
    package func beginning(before end: String) -> String? {
        guard text.utf8.suffix(end.utf8.count).elementsEqual(end.utf8) else { return nil }
        return String(Substring(text.utf8.dropLast(end.utf8.count)))
    }

    /// What stands before each slash, the outermost first.
    package var foldersOnTheWay: [String] {
        text.utf8.indices.filter { text.utf8[$0] == Self.slash && $0 != text.startIndex }.map { String(text[..<$0]) }
    }
}

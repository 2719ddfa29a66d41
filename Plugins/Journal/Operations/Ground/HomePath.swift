import Files

/// A place below the host's home, `@home/a/b`: names only, none of them `.` or `..`, so that it means what it says.
struct HomePath: Hashable, Sendable {
    static let maximumLength = 1024
    static let maximumDepth = 32
    /// How names of the journal's own begin, which operations keep what they need under.
    static let reservedPrefix = ".roost-"

    let names: [String]

    init(_ names: [String]) { self.names = names }

    /// From a text between slashes. `shown` is what the caller wrote.
    init(_ text: Substring, below root: HomePath = HomePath([]), shown: String) throws(GroundRefusal) {
        guard shown.utf8.count <= Self.maximumLength else {
            throw .malformed(path: String(shown.prefix(60)) + "...", why: "longer than \(Self.maximumLength) bytes")
        }
        let parts = FilePath(text).parts
        for part in parts { try Self.check(part, shown: shown) }
        names = root.names + parts
        guard names.count <= Self.maximumDepth else { throw .malformed(path: shown, why: "more than \(Self.maximumDepth) folders deep") }
    }

    private static func check(_ name: String, shown: String) throws(GroundRefusal) {
        if name.isEmpty { throw .malformed(path: shown, why: "an empty name; write no two slashes in a row and none at an end") }
        if name == "." || name == ".." { throw .malformed(path: shown, why: "'\(name)' is not allowed; write the path without it") }
        if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .malformed(path: shown, why: "a control character") }
        if name.utf8.count > 255 { throw .malformed(path: shown, why: "a name of more than 255 bytes") }
        if name.utf8.starts(with: reservedPrefix.utf8) {
            throw .malformed(path: shown, why: "names that begin with \(reservedPrefix) are the journal's own")
        }
    }

    var text: String { "@home/" + names.joined(separator: "/") }
    var name: String { names.last ?? "" }
    var folder: HomePath { HomePath(names.dropLast()) }

    /// Whether it is that place, or below it.
    func isWithin(_ other: HomePath) -> Bool { names.starts(with: other.names) { $0.utf8.elementsEqual($1.utf8) } }

    /// By bytes: to Swift an accented letter is the same as a letter and its accent, and to the disk another name.
    static func == (one: HomePath, other: HomePath) -> Bool { one.names.count == other.names.count && one.isWithin(other) }

    /// Whether one of the two holds the other, or they are the same.
    func overlaps(_ other: HomePath) -> Bool { isWithin(other) || other.isWithin(self) }
}

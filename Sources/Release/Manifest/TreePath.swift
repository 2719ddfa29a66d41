/// The place of a file in a release: names between slashes, none of them `.` or `..`, so that it means what it says.
///
/// Equal byte for byte, where String goes by canonical equivalence. Ordered by names, so that what is in a folder stands together.
public struct TreePath: Hashable, Sendable, Comparable, CustomStringConvertible {
    static let maximumLength = 1024
    static let maximumDepth = 32
    static let maximumNameLength = 255

    public let description: String

    /// Without asking the rules; for paths put together from checked ones.
    private init(checked text: String) { description = text }

    /// Nil if the text breaks the rules for paths.
    public init?(_ text: String) {
        guard Self.flaw(in: text) == nil else { return nil }
        description = text
    }

    init(_ text: String, place: String) throws(ReleaseFailure) {
        if let why = Self.flaw(in: text) { throw .manifest(place: place, why: why) }
        description = text
    }

    /// Why a text is no path in a release, or nil.
    static func flaw(in text: String) -> String? {
        guard text.utf8.count <= maximumLength else { return "a path longer than \(maximumLength) bytes" }
        let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard names.count <= maximumDepth else { return "a path more than \(maximumDepth) names deep" }
        for name in names {
            if name.isEmpty { return "a path with an empty name, or one that begins or ends with a slash" }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return "a path with '.' or '..' in it" }
            if name.count > maximumNameLength { return "a name longer than \(maximumNameLength) bytes" }
            if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "a path with a control character in it" }
        }
        return nil
    }

    /// By bytes: a slash and an accent behind it are one character, and still the end of a name.
    public var names: [Substring] { description.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) } }

    public var name: String { names.last.map(String.init) ?? "" }

    /// Nil for what lies at the top.
    var folder: TreePath? {
        description.utf8.lastIndex(of: UInt8(ascii: "/")).map { TreePath(checked: String(description[..<$0])) }
    }

    /// How many folders it lies in that the other does not. Of two neighbours in order, those are folders that come for the first time.
    func folderCount(besides other: TreePath?) -> Int {
        let (own, others) = (names.dropLast(), (other?.names ?? []).dropLast())
        return own.count - zip(own, others).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    }

    func appending(_ name: String) throws(ReleaseFailure) -> TreePath { try TreePath("\(description)/\(name)", place: "\(self)/\(name)") }

    /// Whether it lies somewhere below the other.
    func isBelow(_ other: TreePath) -> Bool {
        let rest = description.utf8.dropFirst(other.description.utf8.count)
        return rest.first == UInt8(ascii: "/") && description.utf8.starts(with: other.description.utf8)
    }

    public static func == (one: TreePath, other: TreePath) -> Bool { one.description.utf8.elementsEqual(other.description.utf8) }

    public func hash(into hasher: inout Hasher) {
        var text = description
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// A slash counts as less than any other byte.
    public static func < (one: TreePath, other: TreePath) -> Bool {
        one.description.utf8.lexicographicallyPrecedes(other.description.utf8) { rank($0) < rank($1) }
    }

    private static func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
}

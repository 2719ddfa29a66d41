import TUF
import Trust

/// Says what is in artifacts, and reads none again that nobody has touched since it was read: a repository may hold gigabytes.
///
/// What was found is kept in the workshop's file `inspected`: whoever can change what is served cannot change that. It is no more than
/// a saving: without it, everything is read once more.
final class Inspection {
    /// A file that was changed in the seconds before it was read could be changed once more without a trace.
    static let settled = 5
    private static let name = "inspected"
    private static let longest = 16 << 20

    private let shelf: Shelf
    /// The time, as files are stamped with it: what is signed may be dated otherwise.
    private let machine: UTCTime
    private let kept: [UInt8]
    private var known: [String: Digest] = [:]
    private var looked: [FileMark: Digest] = [:]

    init(_ workshop: Workshop, machine: UTCTime) {
        shelf = Shelf(workshop.path)
        self.machine = machine
        kept = (try? InputFile.bytes(shelf.place(Self.name), atMost: Self.longest)) ?? []
        for line in kept.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            guard let digest = Digest(.sha256, hexadecimal: String(text.prefix(64))) else { continue }
            known[String(text.dropFirst(65))] = digest
        }
    }

    /// Whether a publisher before this one has looked at anything.
    var isKept: Bool { !kept.isEmpty }

    /// Nil if there is no such file.
    func content(of path: String) throws(PublishingError) -> FileContent? {
        guard let mark = try FileMark(of: path) else { return nil }
        if let digest = looked[mark] ?? known[mark.text] {
            looked[mark] = digest
            return FileContent(length: mark.size, digest: digest)
        }
        guard let content = try FileContent(of: path) else { return nil }
        if try FileMark(of: path) == mark { looked[mark] = content.digest }
        return content
    }

    /// For the next publisher: of what was looked at, all that has settled.
    func keep() throws(PublishingError) {
        let lines = looked.filter { $0.key.changed + Self.settled < machine.secondsSince1970 }.map { "\($0.value) \($0.key.text)\n" }
        let bytes = Array(lines.sorted().joined().utf8)
        if bytes != kept { try shelf.write(bytes, to: Self.name) }
    }
}

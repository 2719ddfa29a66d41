/// Reads a hostile tar: entry by entry, and only what somebody asks for by name.
///
/// It takes what ``TarWriter`` writes and refuses the rest of what a tar can be. All it keeps is one entry's header, with one long name
/// and one long target. Nothing is written to disk here.
final class TarReader {
    /// 20 blocks, as POSIX has it; a tar ends with zeros up to a whole one.
    private static let record = 20 * TarHeader.length
    /// A target may go up before it goes down.
    private static let longestText = Int64(2 * TreePath.maximumLength)

    private let source: XZReader
    private let place: String
    private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)
    /// What nobody has read yet: bytes of the entry, and those that fill its last block.
    private var (rest, padding): (Int64, Int64) = (0, 0)

    init(_ source: XZReader, place: String) { (self.source, self.place) = (source, place) }

    deinit { piece.deallocate() }

    /// Goes to the next entry, which has to be this one, as it is described. A digest is not looked at: it is in no header.
    func expect(_ path: String, _ content: TreeEntry.Content) throws(ReleaseFailure) {
        guard let header = try next() else { throw refusal("'\(path)' is not in it") }
        guard header.name.elementsEqual(path.utf8) else { throw refusal("it holds something else where '\(path)' should be") }
        switch content {
        case .file(let mode, let size, _):
            guard header.type == TarHeader.file else { throw refusal("'\(path)' is no file in it") }
            guard header.size == size, header.mode == mode else { throw refusal("'\(path)' has another size or mode in it") }
        case .link(let target):
            guard header.type == TarHeader.link, header.size == 0, header.target.elementsEqual(target.utf8) else {
                throw refusal("'\(path)' is not the link to '\(target)' in it")
            }
        }
    }

    /// The first entry, a file of at most so many bytes: its bytes.
    func contents(of path: String, atMost limit: Int) throws(ReleaseFailure) -> [UInt8] {
        guard let header = try next(), header.name.elementsEqual(path.utf8), header.type == TarHeader.file else {
            throw refusal("it does not begin with '\(path)'")
        }
        guard header.size <= limit else { throw refusal("'\(path)' is larger than \(limit) bytes") }
        var bytes: [UInt8] = []
        try read { (piece) throws(ReleaseFailure) in bytes += piece }
        return bytes
    }

    /// The bytes of the entry, as many as it was expected to have.
    func read(_ sink: XZWriter.Sink) throws(ReleaseFailure) {
        while rest > 0 {
            let part = UnsafeMutableRawBufferPointer(rebasing: piece[..<Int(min(Int64(piece.count), rest))])
            try source.readAll(of: part)
            try sink(UnsafeRawBufferPointer(part))
            rest -= Int64(part.count)
        }
    }

    /// There is no further entry, and nothing behind the end but its zeros.
    func expectEnd() throws(ReleaseFailure) {
        guard try next() == nil else { throw refusal("it holds more than release.json lists") }
        try source.expectEnd(afterZeros: Self.record)
    }

    /// Nil at the end, which is a block of zeros.
    private func next() throws(ReleaseFailure) -> TarHeader? {
        try read { _ in }
        rest = padding
        try read { _ in }
        var (name, target): ([UInt8]?, [UInt8]?)
        while var header = try header() {
            switch header.type {
            case TarHeader.longName where name == nil: name = try text(of: header)
            case TarHeader.longTarget where target == nil: target = try text(of: header)
            case TarHeader.longName, TarHeader.longTarget: throw refusal("an entry of it has two names or two targets")
            default:
                (header.name, header.target) = (name ?? header.name, target ?? header.target)
                (rest, padding) = (header.size, Self.padding(of: header))
                return header
            }
        }
        guard name == nil, target == nil else { throw refusal("it ends with a name and nothing that bears it") }
        return nil
    }

    private func header() throws(ReleaseFailure) -> TarHeader? {
        let block = try bytes(TarHeader.length)
        if block.allSatisfy({ $0 == 0 }) { return nil }
        guard let header = TarHeader(block) else { throw refusal("there is no header of a release where one should be") }
        return header
    }

    private func text(of header: TarHeader) throws(ReleaseFailure) -> [UInt8] {
        guard (1...Self.longestText).contains(header.size) else { throw refusal("a name in it is none, or longer than a path may be") }
        return TarHeader.text(try bytes(Int(header.size + Self.padding(of: header)))[..<Int(header.size)])
    }

    private func bytes(_ count: Int) throws(ReleaseFailure) -> [UInt8] {
        let part = UnsafeMutableRawBufferPointer(rebasing: piece[..<count])
        try source.readAll(of: part)
        return Array(part)
    }

    private static func padding(of header: TarHeader) -> Int64 { -header.size & Int64(TarHeader.length - 1) }

    private func refusal(_ why: String) -> ReleaseFailure { .artifact(place: place, why: why) }
}

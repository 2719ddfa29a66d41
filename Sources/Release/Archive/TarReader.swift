import CArchive

/// Reads a hostile tar: entry by entry, and only what somebody asks for by name. (archive_read_support_format_tar)
///
/// Nothing is written to disk here. libarchive bounds special headers at 1 MiB each and 32 in a row.
final class TarReader {
    /// 20 blocks of 512 bytes, as POSIX has it.
    static let record = 10_240

    /// libarchive's callback knows the source by its address.
    private struct Input {
        let source: XZReader
        let buffer: UnsafeMutableRawBufferPointer
        var failure: ReleaseFailure?

        static func read(_ input: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
            guard let input = input?.assumingMemoryBound(to: Input.self) else { return -1 }
            do throws(ReleaseFailure) {
                let count = try input.pointee.source.read(into: input.pointee.buffer)
                bytes?.pointee = UnsafeRawPointer(input.pointee.buffer.baseAddress)
                return count
            } catch {
                input.pointee.failure = error
                return -1
            }
        }
    }

    private let archive: OpaquePointer
    private let input: UnsafeMutablePointer<Input>
    private let place: String
    private var entry: OpaquePointer?

    init(_ source: XZReader, place: String) throws(ReleaseFailure) {
        guard let archive = archive_read_new() else { throw .artifact(place: place, why: "no memory left") }
        (self.archive, self.place) = (archive, place)
        input = .allocate(capacity: 1)
        input.initialize(to: Input(source: source, buffer: .allocate(byteCount: 32 << 10, alignment: 16)))
        try check(archive_read_support_format_tar(archive))
        try check(archive_read_open(archive, input, nil, { Input.read($1, $2) }, nil))
    }

    deinit {
        archive_read_free(archive)
        input.pointee.buffer.deallocate()
        input.deinitialize(count: 1)
        input.deallocate()
    }

    /// Goes to the next entry, which has to be this one, as it is described. A digest is not looked at: it is in no header.
    func expect(_ path: String, _ content: TreeEntry.Content) throws(ReleaseFailure) {
        guard let size = try next(named: path) else { throw refusal("it holds something else where '\(path)' should be") }
        switch content {
        case .file(let mode, let expected, _):
            guard type == roost_type_file, archive_entry_hardlink(entry) == nil else { throw refusal("'\(path)' is no file in it") }
            guard size == expected, archive_entry_perm(entry) == mode else { throw refusal("'\(path)' has another size or mode in it") }
        case .link(let target):
            let found = archive_entry_symlink(entry).map { String(cString: $0) }
            guard type == roost_type_link, found == target else { throw refusal("'\(path)' is not the link to '\(target)' in it") }
        }
    }

    /// The first entry, a file of at most so many bytes: its bytes.
    func contents(of path: String, atMost limit: Int) throws(ReleaseFailure) -> [UInt8] {
        guard let size = try next(named: path), type == roost_type_file else { throw refusal("it does not begin with '\(path)'") }
        guard size <= limit else { throw refusal("'\(path)' is larger than \(limit) bytes") }
        var bytes: [UInt8] = []
        try read(Int64(size)) { (piece) throws(ReleaseFailure) in bytes += piece }
        return bytes
    }

    /// The bytes of the entry, as many as it was expected to have.
    func read(_ size: Int64, _ sink: XZWriter.Sink) throws(ReleaseFailure) {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)
        defer { piece.deallocate() }
        var rest = size
        while rest > 0 {
            let count = archive_read_data(archive, piece.baseAddress, min(piece.count, Int(rest)))
            guard count > 0 else { throw input.pointee.failure ?? refusal("it ends in the middle of a file") }
            try sink(UnsafeRawBufferPointer(piece)[..<count].rebased)
            rest -= Int64(count)
        }
    }

    func expectEnd() throws(ReleaseFailure) {
        let result = archive_read_next_header(archive, &entry)
        guard result == ARCHIVE_EOF else {
            try check(result)
            throw refusal("it holds more than release.json lists")
        }
    }

    private var type: UInt32 { archive_entry_filetype(entry) }

    /// The size of the next entry if it has that name. (archive_read_next_header)
    private func next(named path: String) throws(ReleaseFailure) -> Int64? {
        let result = archive_read_next_header(archive, &entry)
        guard result != ARCHIVE_EOF else { throw refusal("'\(path)' is not in it") }
        try check(result)
        guard let name = archive_entry_pathname(entry), String(cString: name).utf8.elementsEqual(path.utf8) else { return nil }
        return archive_entry_size(entry)
    }

    private func check(_ result: Int32) throws(ReleaseFailure) {
        do throws(ArchiveError) { try ArchiveError.check(result, of: archive) } catch {
            throw input.pointee.failure ?? refusal(error.description)
        }
    }

    private func refusal(_ why: String) -> ReleaseFailure { .artifact(place: place, why: why) }
}

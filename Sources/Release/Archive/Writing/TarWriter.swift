import CArchive

/// Writes a tar that says nothing but names, modes and bytes: no times, no owners, so the same tree is the same archive.
///
/// GNU's format, in which long names stand as bytes whatever the locale. (archive_write_set_format_gnutar)
final class TarWriter {
    /// libarchive's callback knows the sink by its address.
    private struct Output {
        let sink: XZWriter.Sink
        var failure: ReleaseFailure?

        static func write(_ output: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
            guard let output = output?.assumingMemoryBound(to: Output.self) else { return -1 }
            do throws(ReleaseFailure) {
                try output.pointee.sink(UnsafeRawBufferPointer(start: bytes, count: count))
                return count
            } catch {
                output.pointee.failure = error
                return -1
            }
        }
    }

    private let archive: OpaquePointer
    private let output: UnsafeMutablePointer<Output>

    init(to sink: @escaping XZWriter.Sink) throws(ReleaseFailure) {
        guard let archive = archive_write_new() else { throw .artifact(place: "archiving", why: "no memory left") }
        self.archive = archive
        output = .allocate(capacity: 1)
        output.initialize(to: Output(sink: sink))
        try check(archive_write_set_format_gnutar(archive))
        try check(archive_write_open(archive, output, nil, { Output.write($1, $2, $3) }, nil))
    }

    deinit {
        archive_write_free(archive)
        output.deinitialize(count: 1)
        output.deallocate()
    }

    /// Of a file, its bytes have to follow.
    func begin(_ path: String, _ content: TreeEntry.Content) throws(ReleaseFailure) {
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, path)
        archive_entry_set_mtime(entry, 0, 0)
        switch content {
        case .file(let mode, let size, _):
            archive_entry_set_filetype(entry, roost_type_file)
            archive_entry_set_perm(entry, mode)
            archive_entry_set_size(entry, size)
        case .link(let target):
            archive_entry_set_filetype(entry, roost_type_link)
            archive_entry_set_perm(entry, 0o777)
            archive_entry_set_symlink(entry, target)
        }
        try check(archive_write_header(archive, entry))
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ReleaseFailure) {
        guard archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count else {
            throw output.pointee.failure ?? .artifact(place: "archiving", why: "libarchive takes no more")
        }
    }

    func finish() throws(ReleaseFailure) { try check(archive_write_close(archive)) }

    private func check(_ result: Int32) throws(ReleaseFailure) {
        do throws(ArchiveError) { try ArchiveError.check(result, of: archive) } catch {
            throw output.pointee.failure ?? .artifact(place: "archiving", why: error.description)
        }
    }
}

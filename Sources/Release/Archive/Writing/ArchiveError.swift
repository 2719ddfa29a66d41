import CArchive

/// What libarchive refused, in its words. Its codes tell only how bad it is, and all but OK is bad enough here.
struct ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
    let code: Int32
    let description: String

    /// Turns all but OK into an error; a warning is one too. (archive_error_string)
    static func check(_ result: Int32, of archive: OpaquePointer) throws(ArchiveError) {
        guard result != ARCHIVE_OK else { return }
        throw ArchiveError(
            code: result, description: archive_error_string(archive).map { String(cString: $0) } ?? "archive error \(result)")
    }
}

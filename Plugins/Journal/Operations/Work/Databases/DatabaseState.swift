import Files
import Glibc

/// What tells whether a database was written to: its file and its log, by inode, size, time and counters.
///
/// Reading it leaves this as it is. A commit changes it, and so does the last one to close it, who empties the log into the file.
struct DatabaseState: Equatable, Sendable {
    private static let maximumText = 512

    /// As it is kept: a line each.
    let text: String

    init(file: Place, log: Place) throws(OperationFailure) {
        // The file change counter of a database, the checkpoint number and the salts of a log: SQLite's file format, 1.3.7 and 4.1.
        text = try Self.line(of: file, header: 24..<28) + Self.line(of: log, header: 12..<24)
    }

    /// As it was written down; nil if it was not.
    init?(keptAs place: Place) {
        guard let file = try? place.openToRead() else { return nil }
        defer { close(file) }
        text = String(decoding: Self.bytes(of: file, in: 0..<Self.maximumText), as: UTF8.self)
    }

    /// An empty log says as much as none.
    private static func line(of place: Place, header: Range<Int>) throws(OperationFailure) -> String {
        guard place.isThere else { return "none\n" }
        let file = try place.openToRead()
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .obstacle("\(place.shown) is not a file any more")
        }
        guard status.st_size > 0 else { return "none\n" }
        let counters = bytes(of: file, in: header).map { String($0) }.joined(separator: ".")
        return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) \(counters)\n"
    }

    /// Fewer where the file ends. (pread)
    private static func bytes(of file: Int32, in range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, range.count, off_t(range.lowerBound)))
        }
    }
}

import Files
import Glibc

/// Files that are read whole, up to a limit.
enum InputFile {
    /// Nil if there is none of that name; regular files only.
    static func bytes(_ path: String, atMost limit: Int) throws(PublishingError) -> [UInt8]? {
        do throws(FileFailure) { return try SmallFile.whole(path, atMost: limit) } catch { throw PublishingError(error) }
    }

    /// Of an open file that must be a regular one. (fstat)
    static func status(of file: Int32, _ path: String) throws(PublishingError) -> stat {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path: path, words: "not a regular file") }
        return status
    }

    /// As many bytes as there are and fit. (read)
    static func fill(_ memory: UnsafeMutableRawBufferPointer, from file: Int32, _ path: String) throws(PublishingError) -> Int {
        var filled = 0
        while filled < memory.count {
            let count = read(file, memory.baseAddress?.advanced(by: filled), memory.count - filled)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(path) }
            guard count > 0 else { break }
            filled += count
        }
        return filled
    }

    static func forEachPiece(of file: Int32, _ path: String, _ body: (ArraySlice<UInt8>) -> Void) throws(PublishingError) {
        var buffer = [UInt8](repeating: 0, count: 128 << 10)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(path) }
            guard count > 0 else { return }
            body(buffer[..<count])
        }
    }
}

extension PublishingError {
    init(_ failure: FileFailure) {
        let isFull = failure.code == ENOSPC || failure.code == EDQUOT
        self = .file(path: failure.path, words: failure.words + (isFull ? "; make room and try again" : ""))
    }

    /// The last call's error number. (errno)
    static func last(_ path: String) -> PublishingError { PublishingError(FileFailure.last("use", path)) }
}

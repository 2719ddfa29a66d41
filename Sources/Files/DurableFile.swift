package import Glibc

/// Replaces a file so that it is wholly the old one or wholly the new one at any instant.
///
/// What is being written is called `NAME.new`: a cut leaves some, the next replacement begins it anew.
package enum DurableFile {
    /// If it fails, the old file is as it was, unless it is the folder that could not be synced.
    /// - Parameter synced: whether it survives a power cut once this returns.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: mode_t = 0o600, synced: Bool = true
    ) throws(FileFailure) {
        let temporary = path + ".new"
        do throws(FileFailure) {
            try make(temporary, bytes, mode, synced: synced)
            guard rename(temporary, path) == 0 else { throw .last("rename", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        // Without it the rename may be undone by a power cut.
        if synced { try OpenFolder.sync(folderOf: path) }
    }

    /// (unlink, open, write, fsync)
    private static func make(_ path: String, _ bytes: [UInt8], _ mode: mode_t, synced: Bool) throws(FileFailure) {
        // Whatever a cut or somebody else has left here: a pipe would be waited for, a link followed, another's open file be written to.
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw .last("open", path) }
        defer { close(file) }
        try write(bytes[...], to: file, path)
        guard !synced || fsync(file) == 0 else { throw .last("sync", path) }
    }

    /// All of it. (write)
    package static func write(_ bytes: ArraySlice<UInt8>, to file: Int32, _ path: @autoclosure () -> String) throws(FileFailure) {
        let isWritten = bytes.withUnsafeBytes { write($0, to: file) }
        guard isWritten else { throw .last("write", path()) }
    }

    /// The same of memory that must not be copied. False, with the reason in `errno`, if it is not written. (write)
    package static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

import Glibc

/// Replaces a file so that it is wholly the old one or wholly the new one at any instant.
package enum DurableFile {
    /// Why it could not be done, if so; the old file is as it was then. `synced`: survives a power cut once this returns.
    package static func replace(_ path: String, with bytes: [UInt8], synced: Bool) -> String? {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return lastError() }
        let isWritten = write(bytes[...], to: descriptor) && (!synced || fsync(descriptor) == 0)
        let failure = isWritten ? nil : lastError()
        close(descriptor)
        guard failure == nil, rename(temporary, path) == 0 else {
            let reason = failure ?? lastError()
            unlink(temporary)
            return reason
        }
        // Without it the rename may be undone by a power cut.
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        return synced ? sync(folder: end == path.startIndex ? "." : String(path[..<end])) : nil
    }

    /// All of it; false, with the reason in `errno`, if not. (write)
    package static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = Glibc.write(descriptor, start, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// The names in a folder are on the disk when this returns; else why not. (fsync)
    package static func sync(folder path: String) -> String? {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return lastError() }
        defer { close(folder) }
        return fsync(folder) == 0 ? nil : lastError()
    }

    package static func lastError() -> String { SystemError.last.words }
}

import Glibc

/// The folder of the journal's database, `HOME/data/journal`.
enum StoreFolder {
    /// Makes its name durable, and its parent's: who made them did not wait for the disk, and a journal that vanishes with its folder
    /// recovers nothing. C function: `fsync`.
    static func settle(_ folder: String) throws(StoreError) {
        for path in [folder, "\(folder)/..", "\(folder)/../.."] { try sync(path) }
    }

    private static func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path: path, words: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file(path: path, words: String(cString: strerror(errno))) }
    }
}

import Glibc

// Glibc's Swift module has nothing behind _GNU_SOURCE; it is not variadic.
@_silgen_name("syncfs") private func syncfs(_ file: Int32) -> Int32

extension DataFolder {
    /// A new and empty file in it, that is nobody else's yet. (openat)
    func makeFile(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFile {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last("make", shown(name)) }
        return DataFile(adopting: file, shown(name))
    }

    /// A new folder in it, that nobody else may enter yet. (mkdirat)
    func makeFolder(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFolder {
        guard mkdirat(descriptor, name, 0o700) == 0 else { throw .last("make", shown(name)) }
        guard let folder = try folder(name) else { throw .exchanged(shown(name)) }
        return folder
    }

    /// From now on only its owner enters it. (fchmod)
    func shut() throws(Fault) {
        guard fchmod(descriptor, 0o700) == 0 else { throw .last("set the mode of", path) }
    }

    /// All that was written to its file system is on the disk. (syncfs)
    func syncFileSystem() throws(Fault) {
        guard syncfs(descriptor) == 0 else { throw .last("sync the file system of", path) }
    }
}

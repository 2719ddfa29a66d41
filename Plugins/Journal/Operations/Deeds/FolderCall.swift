import Files
import Glibc

// Glibc's Swift module has nothing behind _GNU_SOURCE and no variadic functions. Declared here by their C symbols with fixed,
// word-sized arguments: the Linux ABIs of x86_64 and arm64 pass variadic words as they pass fixed ones.
@_silgen_name("syscall") private func syscall(_ number: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int
@_silgen_name("renameat2") private func renameat2(
    _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>, _ flags: UInt32
) -> Int32

/// The Linux calls on folders that Swift cannot import. They leave their error number in errno.
enum FolderCall {
    /// A folder below another, without symbolic links on the way, and on the same file system unless `crossing`;
    /// negative if it cannot be. (openat2)
    static func openBeneath(_ folder: Int32, _ path: String, crossing: Bool) -> Int32 {
        // RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_XDEV.
        let resolve: UInt64 = 0x08 | 0x04 | 0x02 | (crossing ? 0 : 0x01)
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        var how = (UInt64(UInt32(bitPattern: flags)), UInt64(0), resolve)
        let size = MemoryLayout.size(ofValue: how)
        for _ in 0..<16 {
            let opened = path.withCString { path in
                withUnsafePointer(to: &how) { syscall(437, Int(folder), Int(bitPattern: path), Int(bitPattern: $0), size) }
            }
            // A rename meanwhile makes the kernel ask for another try.
            if opened >= 0 || errno != EAGAIN && errno != EINTR { return Int32(opened) }
        }
        return -1
    }

    /// (renameat2 with RENAME_NOREPLACE)
    static func renameWithoutReplacing(_ old: Place, _ new: Place) -> Bool {
        if renameat2(old.folder.descriptor, old.name, new.folder.descriptor, new.name, 1) == 0 { return true }
        // Some file systems know no flags; there, looking first has to do.
        guard errno == EINVAL || errno == ENOSYS else { return false }
        guard !new.isThere else {
            errno = EEXIST
            return false
        }
        return renameat(old.folder.descriptor, old.name, new.folder.descriptor, new.name) == 0
    }
}

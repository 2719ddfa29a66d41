import Glibc
import Launch

/// The names in a folder, sorted.
enum FolderListing {
    /// Without hidden ones; none if the folder cannot be read.
    static func names(in path: String) -> [String] { all(in: path).filter { !$0.hasPrefix(".") } }

    /// Without `.` and `..`; none if the folder cannot be read. (opendir)
    static func all(in path: String) -> [String] { opendir(path).map(read) ?? [] }

    /// The same of an open folder, which stays open. (fdopendir)
    static func all(of descriptor: Int32) -> [String] {
        let copy = dup(descriptor)
        guard let handle = fdopendir(copy) else {
            close(copy)
            return []
        }
        return read(handle)
    }

    /// The same, of a folder that must be readable: one left out unseen would be missing from its copy.
    static func allOrFail(in path: String) throws(CommandFailure) -> [String] {
        guard let handle = opendir(path) else { throw CommandFailure("\(path): \(SystemError.last.words)") }
        return read(handle)
    }

    /// C functions: `readdir`, `closedir`.
    private static func read(_ handle: OpaquePointer) -> [String] {
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

import Files
import Glibc

/// The manifests that came with this program: a release is a folder with the program in `bin` and its features' in `plugins`.
enum OwnManifests {
    /// Nil where there are none.
    static var folder: String? { executable.flatMap { folder(of: $0) } }

    /// C function: `access`.
    static func folder(of executable: String) -> String? {
        let path = FilePath(executable)
        let names = path.names.dropLast()
        guard path.isAbsolute, names.last == "bin" else { return nil }
        let plugins = "/" + (names.dropLast() + ["plugins"]).joined(separator: "/")
        return access(plugins, F_OK) == 0 ? plugins : nil
    }

    /// Where it was started from; it may have been replaced since. C function: `readlink`.
    private static var executable: String? {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
            let length = readlink("/proc/self/exe", bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
            return length > 0 ? String(decoding: bytes.prefix(length), as: UTF8.self) : nil
        }
    }
}

import Glibc

/// The folders in a feature's folder whose names begin with a dot: of version control and of builds, mostly.
struct HiddenFolders {
    private let names: [String]

    init(of folder: String) {
        names = Folder(folder).names.filter { $0.hasPrefix(".") && Self.isFolder("\(folder)/\($0)") }
    }

    /// Those that are in no path a manifest holds, comments aside.
    func notNamed(by manifest: [UInt8]) -> [String] {
        let lines = manifest.split { $0 == UInt8(ascii: "\n") }.filter { $0.first != UInt8(ascii: "#") }
        let between = Set("/=:,;[]'\" \t\r".utf8)
        let parts = Set(lines.flatMap { $0.split { between.contains($0) } }.map { String(decoding: $0, as: UTF8.self) })
        return names.filter { !parts.contains($0) }
    }

    /// C function: `lstat`.
    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

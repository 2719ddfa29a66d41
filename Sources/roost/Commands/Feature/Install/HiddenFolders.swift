internal import Glibc

/// The folders in a feature's folder whose names begin with a dot: of version control and of builds, mostly.
struct HiddenFolders {
    private let names: [String]

    init(of folder: String) {
        names = FolderListing.all(in: folder).filter { $0.hasPrefix(".") && Self.isFolder("\(folder)/\($0)") }
    }

    /// Those that are in no path of a command, be it in an option or in a line for a shell.
    func notNamed(by command: [String]) -> [String] {
        let parts = Set(command.flatMap { $0.split { "/=:,; \t\n'\"".contains($0) } })
        return names.filter { !parts.contains($0[...]) }
    }

    /// C function: `lstat`.
    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

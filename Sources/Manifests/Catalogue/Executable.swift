import Glibc

/// Where the program of a manifest is.
enum Executable {
    struct Missing: Error, Equatable {
        let reason: String
        let remedy: String
    }

    /// As the first word of a command: the host's own program, of which the next word names a part.
    static let host = "@roost"

    /// The very file that runs now, whatever has been put in its place since: host and feature are of one version.
    private static let hostFile = "/proc/self/exe"

    /// A name with a slash starts from `folder` unless absolute; a bare one is looked for in `path`.
    static func find(_ name: String, folder: String, path: String) -> Result<String, Missing> {
        if name == host { return .success(hostFile) }
        if name.utf8.contains(UInt8(ascii: "/")) {
            let file = name.utf8.first == UInt8(ascii: "/") ? name : joined(folder, name)
            return check(file).map { .failure($0) } ?? .success(file)
        }
        for directory in path.utf8.split(separator: UInt8(ascii: ":")) {
            let file = "\(Substring(directory))/\(name)"
            if check(file) == nil { return .success(file) }
        }
        return .failure(Missing(reason: "'\(name)' is not in any folder of PATH", remedy: "install it, or write its whole path"))
    }

    /// Why `file` cannot be run.
    private static func check(_ file: String) -> Missing? {
        var status = stat()
        guard stat(file, &status) == 0 else {
            return Missing(reason: "\(file): \(String(cString: strerror(errno)))", remedy: "correct 'exec', or install the program")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return Missing(reason: "\(file) is not a file", remedy: "name the program itself")
        }
        guard access(file, X_OK) == 0 else {
            return Missing(reason: "\(file) is not executable", remedy: "chmod +x \(file)")
        }
        return nil
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        "\(folder)/\(name.utf8.starts(with: "./".utf8) ? String(name.dropFirst(2)) : name)"
    }
}

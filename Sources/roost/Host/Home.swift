import Glibc

/// A host's home folder and what is where in it.
struct Home: Equatable {
    static let defaultPath = "/var/lib/roost"

    /// Absolute.
    let path: String

    /// A relative path starts from the current folder; nil is $ROOST_HOME, else the default.
    init(_ path: String?) {
        let fromEnvironment = getenv("ROOST_HOME").map { String(cString: $0) } ?? ""
        self.path = Self.absolute(path ?? (fromEnvironment.isEmpty ? Self.defaultPath : fromEnvironment))
    }

    var socket: String { "\(path)/run/bus.sock" }
    var pidFile: String { "\(path)/run/kernel.pid" }
    var configuration: String { "\(path)/roost.toml" }
    var plugins: String { "\(path)/plugins" }
    func plugin(_ id: String) -> String { "\(plugins)/\(id)" }
    func data(_ id: String) -> String { "\(path)/data/\(id)" }
    func logs(_ id: String) -> String { "\(path)/logs/\(id)" }
    func state(_ id: String) -> String { "\(path)/state/\(id).json" }

    /// Without a slash at its end. (getcwd)
    static func absolute(_ path: String) -> String {
        var text = path
        while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        guard text.utf8.first != UInt8(ascii: "/"), let folder = getcwd(nil, 0) else { return text }
        defer { free(folder) }
        return text == "." ? String(cString: folder) : "\(String(cString: folder))/\(text)"
    }
}

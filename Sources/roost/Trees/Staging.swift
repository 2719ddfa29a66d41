import Glibc
import Launch

/// A hidden folder in `<home>/plugins`, on the same disk, where trees wait to be swapped in or to be removed.
struct Staging {
    private static let prefix = ".staging-"
    private let plugins: String
    let path: String

    /// Also clears what killed commands have left.
    init(in home: Home) throws(CommandFailure) {
        plugins = home.plugins
        path = "\(home.plugins)/\(Self.prefix)\(getpid())"
        for name in Folder(home.plugins).names where Self.isLeftOver(name) { try Folder.remove("\(home.plugins)/\(name)") }
        guard mkdir(path, 0o700) == 0 else { throw CommandFailure("\(path): \(SystemError.last.words)") }
    }

    private static func isLeftOver(_ name: String) -> Bool {
        guard name.hasPrefix(prefix), let pid = Int32(name.dropFirst(prefix.count)) else { return false }
        return pid == getpid() || kill(pid, 0) != 0 && errno == ESRCH
    }

    /// Puts `<staging>/<name>` in the place of `<plugins>/<name>`, in one step; what was there is left in the staging.
    func swapIn(_ name: String) throws(CommandFailure) {
        let (staged, place) = ("\(path)/\(name)", "\(plugins)/\(name)")
        let isThere = access(place, F_OK) == 0
        guard isThere ? LinuxCall.exchange(staged, place) : rename(staged, place) == 0 else {
            throw CommandFailure("\(place): \(SystemError.last.words)")
        }
        try Folder(plugins).sync()
    }

    /// Moves `<plugins>/<name>` away, in one step.
    func takeOut(_ name: String) throws(CommandFailure) {
        guard rename("\(plugins)/\(name)", "\(path)/\(name)") == 0 else {
            throw CommandFailure("\(plugins)/\(name): \(SystemError.last.words)")
        }
        try Folder(plugins).sync()
    }

    func discard() throws(CommandFailure) { try Folder.remove(path) }
}

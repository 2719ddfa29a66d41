import Files
import Glibc
import Launch

/// The folders of a home, made where they are missing.
struct HomeFolders {
    private let home: Home

    init(_ home: Home) { self.home = home }

    /// Nothing is left half made that a second try would stumble over.
    func prepare() throws(CommandFailure) {
        try makeParents()
        // Features run as other users: they must reach their data and programs, but no one else's logs and states.
        for (name, mode) in [("", 0o755), ("/run", 0o755), ("/plugins", 0o755), ("/data", 0o755), ("/logs", 0o750), ("/state", 0o750)] {
            try make(home.path + name, mode: mode_t(mode))
        }
        try tryWriting()
    }

    private func makeParents() throws(CommandFailure) {
        for path in FilePath(home.path).foldersOnTheWay where access(path, F_OK) != 0 { try make(path, mode: 0o755) }
    }

    /// C function: `mkdir`.
    private func make(_ path: String, mode: mode_t) throws(CommandFailure) {
        if mkdir(path, mode) == 0 {
            // Whatever the umask says.
            chmod(path, mode)
            return
        }
        let reason = SystemError.last
        var status = stat()
        guard stat(path, &status) == 0 else { throw unusable(path, reason) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw unusable(path, "it is not a folder", remedy: anotherHome) }
    }

    /// Permissions, a read-only or a full disk: all show when a byte is written.
    private func tryWriting() throws(CommandFailure) {
        for folder in ["/run", "/plugins", "/data", "/logs", "/state"] where access(home.path + folder, W_OK | X_OK) != 0 {
            throw unusable(home.path + folder, SystemError.last)
        }
        let path = "\(home.path)/run/.writable-\(getpid())"
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable(home.path, SystemError.last) }
        defer { close(descriptor) }
        let written = write(descriptor, "roost\n", 6)
        let reason = SystemError.last
        unlink(path)
        guard written == 6 else { throw unusable(home.path, reason) }
    }

    private func unusable(_ path: String, _ error: SystemError) -> CommandFailure {
        let isFull = error.code == ENOSPC || error.code == EDQUOT
        return unusable(path, error.words, remedy: isFull ? "make room there" : anotherHome)
    }

    private func unusable(_ path: String, _ reason: String, remedy: String) -> CommandFailure {
        CommandFailure("cannot use \(path): \(reason); \(remedy)")
    }

    private var anotherHome: String { "give --home a folder that user \(geteuid()) can write" }
}

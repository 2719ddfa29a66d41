import Files
import Glibc
import Launch

/// Copies a folder so that nothing in the copy reaches outside it, and all of it is on the disk.
///
/// Folders become 0755, files 0755 if anybody may execute them, else 0644: features run as other users. Anything but
/// folders, files and symbolic links that stay within is refused; so is what is too large, too deep or too much.
struct TreeCopy {
    struct Limits {
        var fileSize: Int64 = 256 << 20
        var size: Int64 = 1 << 30
        var entries = 10_000
        var depth = 32
    }

    let limits: Limits
    /// Folders at the top that are not copied.
    let leavingOut: Set<String>
    private var entries = 0
    private var size: Int64 = 0

    init(limits: Limits = Limits(), leavingOut: Set<String> = []) { (self.limits, self.leavingOut) = (limits, leavingOut) }

    /// `target` must not be there yet.
    mutating func copy(_ source: String, to target: String, depth: Int = 0) throws(CommandFailure) {
        guard depth <= limits.depth else { throw CommandFailure("\(source): more than \(limits.depth) folders deep") }
        guard mkdir(target, 0o755) == 0 else { throw Self.failure(target) }
        chmod(target, 0o755)
        for name in try Folder(source).allNames() where depth > 0 || !leavingOut.contains(name) {
            try copyEntry("\(source)/\(name)", to: "\(target)/\(name)", depth: depth)
        }
        try Folder(target).sync()
    }

    private mutating func copyEntry(_ source: String, to target: String, depth: Int) throws(CommandFailure) {
        entries += 1
        guard entries <= limits.entries else { throw CommandFailure("\(source): more than \(limits.entries) files; install less") }
        var status = stat()
        guard lstat(source, &status) == 0 else { throw Self.failure(source) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: try copy(source, to: target, depth: depth + 1)
        case S_IFREG: try copyFile(source, to: target)
        case S_IFLNK: try copyLink(source, to: target, depth: depth)
        default: throw CommandFailure("\(source): neither a file, a folder nor a symbolic link; remove it")
        }
    }

    private mutating func copyFile(_ source: String, to target: String) throws(CommandFailure) {
        let from = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard from >= 0 else { throw Self.failure(source) }
        defer { close(from) }
        var status = stat()
        guard fstat(from, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Self.failure(source) }
        let mode: mode_t = status.st_mode & 0o111 == 0 ? 0o644 : 0o755
        let to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard to >= 0 else { throw Self.failure(target) }
        defer { close(to) }
        fchmod(to, mode)
        try copyBytes(from, to, name: source)
        guard fsync(to) == 0 else { throw Self.failure(target) }
    }

    /// Counts as it goes: a file may grow meanwhile.
    private mutating func copyBytes(_ from: Int32, _ to: Int32, name: String) throws(CommandFailure) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var length: Int64 = 0
        while true {
            let count = read(from, &buffer, buffer.count)
            guard count >= 0 else { throw Self.failure(name) }
            if count == 0 { return }
            length += Int64(count)
            size += Int64(count)
            guard length <= limits.fileSize else { throw CommandFailure("\(name): larger than \(Words.bytes(limits.fileSize))") }
            guard size <= limits.size else { throw CommandFailure("\(name): more than \(Words.bytes(limits.size)) in all") }
            try CommandFailure.told { () throws(FileFailure) in try DurableFile.write(buffer[..<count], to: to, name) }
        }
    }

    private func copyLink(_ source: String, to target: String, depth: Int) throws(CommandFailure) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { readlink(source, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
        guard count > 0, count < buffer.count else { throw Self.failure(source) }
        let place = String(decoding: buffer[..<count], as: UTF8.self)
        guard Self.staysWithin(place, depth: depth) else {
            throw CommandFailure("\(source): a symbolic link that leaves the folder (to \(Printable.line(place))); replace it by a copy")
        }
        guard symlink(place, target) == 0 else { throw Self.failure(target) }
    }

    /// `depth`: of the folder the link is in. `..` may come only first: behind a name, that name could be a link itself.
    static func staysWithin(_ place: String, depth: Int) -> Bool {
        guard !FilePath(place).isAbsolute else { return false }
        let parts = FilePath(place).names.filter { $0 != "." }
        let ups = parts.prefix { $0 == ".." }.count
        return ups <= depth && !parts.dropFirst(ups).contains("..")
    }

    private static func failure(_ path: String) -> CommandFailure { CommandFailure("\(path): \(SystemError.last.words)") }
}

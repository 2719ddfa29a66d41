import Glibc
import Trust

/// A folder in which each name is wholly the old file or wholly the new one at any instant, and stays so through a power cut.
///
/// What is being written is called `.part-NAME`; a killed publisher leaves some, the next one clears them.
struct Shelf: Sendable {
    private static let partPrefix = ".part-"
    let path: String

    init(_ path: String) { self.path = path }

    func place(_ name: String) -> String { "\(path)/\(name)" }

    /// Where a file may be made that ``settle(_:mode:)`` then puts in its place.
    func part(_ name: String) -> String { "\(path)/\(Self.partPrefix)\(name)" }

    /// The folder and its name are on the disk when this returns. (mkdir)
    func make(mode: mode_t = 0o755) throws(PublishingError) {
        if mkdir(path, mode) == 0 {
            // No umask is asked: a web server that runs as somebody else must see what is served.
            guard chmod(path, mode) == 0 else { throw .last(path) }
            try Self.sync(Self.parent(of: path))
        } else if errno != EEXIST {
            throw .last(path)
        }
    }

    func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o644) throws(PublishingError) {
        try write(to: name, mode: mode) { file in bytes.withUnsafeBytes { Self.write($0, to: file) } }
    }

    /// For its owner alone.
    func write(_ secret: Secret, to name: String) throws(PublishingError) {
        try write(to: name, mode: 0o600) { file in secret.withBytes { Self.write($0, to: file) } }
    }

    private func write(to name: String, mode: mode_t, by content: (Int32) -> Bool) throws(PublishingError) {
        let part = part(name)
        unlink(part)
        let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last(part) }
        let isWritten = content(file)
        let failure = PublishingError.last(part)
        close(file)
        guard isWritten else {
            unlink(part)
            throw failure
        }
        try settle(name, mode: mode)
    }

    /// Puts what was made as ``part(_:)`` under its name, or under another. (fchmod, fsync, rename)
    func settle(_ made: String, as other: String? = nil, mode: mode_t = 0o644) throws(PublishingError) {
        let (part, name) = (part(made), other ?? made)
        let file = open(part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw .last(part) }
        defer { close(file) }
        guard fchmod(file, mode) == 0, fsync(file) == 0, rename(part, place(name)) == 0 else {
            let failure = PublishingError.last(part)
            unlink(part)
            throw failure
        }
        // A rename between two names of one file does nothing.
        unlink(part)
        try Self.sync(path)
    }

    func removePart(_ name: String) throws(PublishingError) { try remove(Self.partPrefix + name) }

    func remove(_ name: String) throws(PublishingError) {
        guard unlink(place(name)) == 0 || errno == ENOENT else { throw .last(place(name)) }
    }

    /// The names in it, sorted; none if there is no such folder. (open)
    func names() throws(PublishingError) -> [String] {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return [] }
        return try Self.names(of: descriptor, path)
    }

    /// Takes the descriptor over. (fdopendir, readdir)
    static func names(of descriptor: Int32, _ path: String) throws(PublishingError) -> [String] {
        guard let handle = descriptor < 0 ? nil : fdopendir(descriptor) else { throw .last(path) }
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

    /// Removes what a killed publisher was writing.
    func clearParts() throws(PublishingError) {
        for name in try names() where name.hasPrefix(Self.partPrefix) { try remove(name) }
    }
}

extension Shelf {
    /// The same file under another name, in another folder: a second name if the file system has such, else a copy. (link)
    func take(_ source: String, as name: String) throws(PublishingError) {
        let part = part(name)
        unlink(part)
        if link(source, part) != 0 {
            guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP].contains(errno) else { throw .last(source) }
            try Self.copy(source, to: part)
        }
        try settle(name)
    }

    /// Makes the names in a folder survive a power cut. (fsync)
    static func sync(_ folder: String) throws(PublishingError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last(folder) }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func copy(_ source: String, to target: String) throws(PublishingError) {
        let input = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard input >= 0 else { throw .last(source) }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .last(target) }
        defer { close(output) }
        var failure: PublishingError?
        try InputFile.forEachPiece(of: input, source) { piece in
            if failure == nil, !piece.withUnsafeBytes({ write($0, to: output) }) { failure = .last(target) }
        }
        if let failure { throw failure }
    }

    /// All of it and to the disk; false, with the reason in `errno`, if not. (write, fsync)
    private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

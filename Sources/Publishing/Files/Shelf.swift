import Files
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
            try Self.sync(FilePath(path).folder)
        } else if errno != EEXIST {
            throw .last(path)
        }
    }

    func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o644) throws(PublishingError) {
        try write(to: name, mode: mode) { file in bytes.withUnsafeBytes { DurableFile.write($0, to: file) } }
    }

    /// For its owner alone.
    func write(_ secret: Secret, to name: String) throws(PublishingError) {
        try write(to: name, mode: 0o600) { file in secret.withBytes { DurableFile.write($0, to: file) } }
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

    /// The names in it, sorted; none if there is no such folder.
    func names() throws(PublishingError) -> [String] {
        do throws(FileFailure) {
            return try OpenFolder(path).names(atMost: .max).names
        } catch {
            if error.code == ENOENT { return [] }
            throw PublishingError(error)
        }
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

    /// Makes the names in a folder survive a power cut.
    static func sync(_ folder: String) throws(PublishingError) {
        do throws(FileFailure) { try OpenFolder.sync(folder) } catch { throw PublishingError(error) }
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
            if failure == nil, !piece.withUnsafeBytes({ DurableFile.write($0, to: output) }) { failure = .last(target) }
        }
        if let failure { throw failure }
    }
}

import Glibc

/// A copy of the journal's database and its log outside the home, gone with its last reference: what looks at it changes nothing.
final class JournalCopy {
    let folder: String

    /// In the first place that has room for it.
    static func make(of original: String) throws(StoreError) -> JournalCopy {
        var places = ["/run", "/dev/shm", "/tmp"]
        if let own = getenv("TMPDIR") { places.insert(String(cString: own), at: 0) }
        var failure = StoreError.absent(path: original)
        for place in places {
            do throws(StoreError) {
                return try JournalCopy(of: original, in: place)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private init(of original: String, in place: String) throws(StoreError) {
        var template = Array("\(place)/roost-journal.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw .file(path: place, words: String(cString: strerror(errno))) }
        folder = String(cString: made)
        for name in Self.names { try Self.copy("\(original)/\(name)", to: "\(folder)/\(name)") }
    }

    deinit {
        for name in Self.names + ["\(StoreOpening.name)-shm"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private static var names: [String] { [StoreOpening.name, "\(StoreOpening.name)-wal"] }

    /// What is not there is not copied.
    private static func copy(_ from: String, to: String) throws(StoreError) {
        let input = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if input < 0, errno == ENOENT { return }
        guard input >= 0 else { throw .file(path: from, words: String(cString: strerror(errno))) }
        defer { close(input) }
        let output = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .file(path: to, words: String(cString: strerror(errno))) }
        defer { close(output) }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(input, &chunk, chunk.count)
            if count == 0 { return }
            guard count > 0, write(output, chunk, count) == count else { throw .file(path: to, words: String(cString: strerror(errno))) }
        }
    }
}

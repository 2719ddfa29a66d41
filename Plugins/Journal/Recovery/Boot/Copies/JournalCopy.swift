import Glibc

/// A copy of the journal's database and its logs outside the home, open to be read: who looks at it changes nothing.
///
/// It is gone with its last reference.
final class JournalCopy {
    let store: Store
    private let folder: String

    /// In the first place that has room for it and where it can be opened.
    static func make(of original: String) throws(StoreError) -> JournalCopy {
        var places = ["/run", "/dev/shm", "/tmp"]
        if let own = getenv("TMPDIR") { places.insert(String(cString: own), at: 0) }
        return try make(of: original, in: places)
    }

    static func make(of original: String, in places: [String]) throws(StoreError) -> JournalCopy {
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
        try Self.checkRoom(in: place, for: Self.size(of: original))
        var template = Array("\(place)/roost-journal.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw .file(path: place, words: String(cString: strerror(errno))) }
        let folder = String(cString: made)
        do throws(StoreError) {
            for name in StoreOpening.names { try Self.copy("\(original)/\(name)", to: "\(folder)/\(name)") }
            store = try Store(reading: folder)
        } catch {
            Self.remove(folder)
            throw error
        }
        self.folder = folder
    }

    deinit { Self.remove(folder) }

    private static func remove(_ folder: String) {
        for name in StoreOpening.names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private static func size(of original: String) -> Int64 {
        StoreOpening.names.reduce(0) { sum, name in
            var status = stat()
            return lstat("\(original)/\(name)", &status) == 0 ? sum + Int64(status.st_size) : sum
        }
    }

    /// Half of what is free there stays free: these places are memory, and others live in them too. (statvfs)
    private static func checkRoom(in place: String, for bytes: Int64) throws(StoreError) {
        var status = statvfs()
        guard statvfs(place, &status) == 0 else { throw .file(path: place, words: String(cString: strerror(errno))) }
        // Some file systems tell numbers beyond all measure.
        guard Double(status.f_bavail) * Double(status.f_frsize) / 2 >= Double(bytes) else {
            throw .file(path: place, words: "no room for a copy of the journal, \(bytes) bytes")
        }
    }

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

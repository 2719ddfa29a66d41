import EventLoop
import Files
import Glibc
import Trust

/// A file on its way: the part, its record, and the digest of what is there. All its work is done off the loop, in order.
///
/// At any instant a power cut or a kill leaves a part that can be continued, or none; see ``SyncRule``. One at a time for each path.
actor PartFile {
    nonisolated let download: Download
    private let lane: WorkLane
    private var descriptor: Int32 = -1
    private var rule = SyncRule(resumingAt: 0)
    private var digest: DigestStream?
    /// What the part is a part of, if it is worth continuing.
    private var record: PartRecord?
    /// Whether the file ends where `rule` says: not before an answer is there.
    private var isGrowing = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(_ download: Download, on lane: WorkLane) {
        self.download = download
        self.lane = lane
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Finds what there is and digests what is to be believed of it. The validator is that of a part worth continuing.
    ///
    /// Nothing is changed yet: an attempt that brings nothing costs nothing.
    func open() throws(DownloadError) -> (length: Int, validator: String)? {
        try lock()
        guard let record = PartRecord(of: download), record.isOf(download) else { return nil }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let trusted = SyncRule.trusted(ofSize: size, kept: record.kept)
        guard trusted > 0, size <= download.length, digestPart(trusted) else { return nil }
        rule = SyncRule(resumingAt: trusted)
        self.record = record
        return (trusted, record.validator)
    }

    /// The rest is there to be appended: now what is not to be believed is cut off.
    func resume() throws(DownloadError) {
        guard ftruncate(descriptor, off_t(rule.written)) == 0 else { throw failure("cut", download.partPath) }
        isGrowing = true
    }

    /// Begins anew. The part is empty on the disk before the record names other bytes than those it had.
    func restart(validator: String?) throws(DownloadError) {
        digest = DigestStream(download.digest.algorithm)
        rule = SyncRule(resumingAt: 0)
        guard ftruncate(descriptor, 0) == 0, fsync(descriptor) == 0 else { throw failure("empty", download.partPath) }
        try write(PartRecord(download, validator: validator))
        isGrowing = true
    }

    /// Returns the part's length.
    func append(_ bytes: [UInt8]) throws(DownloadError) -> Int {
        guard rule.written + bytes.count <= download.length else {
            throw .wrong(.longer, "\(download.url) is longer than the \(download.length) bytes it should have")
        }
        digest?.update(bytes)
        var rest = bytes[...]
        while !rest.isEmpty {
            if rule.room == 0 { try sync() }
            let piece = rest.prefix(rule.room)
            let count = piece.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(rule.written)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("write", download.partPath) }
            rule.wrote(count)
            rest = rest.dropFirst(count)
        }
        return rule.written
    }

    /// Before it is left for later: nothing of it is lost then. The record tells so only once it is true. Returns how much can be
    /// continued.
    func pause() -> Int {
        guard rule.written > 0, let record, !record.validator.isEmpty else {
            discard()
            return 0
        }
        // What fails here costs no more than a power cut would.
        if isGrowing, (try? sync()) != nil {
            // Never all of it: there is no range of nothing to be asked for.
            try? write(PartRecord(download, validator: record.validator, kept: min(rule.synced, download.length - 1)))
        }
        release()
        return rule.written
    }

    /// Puts the file in its place, if it is the one that was to come; else it is thrown away.
    func finish() throws(DownloadError) {
        guard rule.written == download.length else {
            let (difference, words) = (
                DownloadError.Difference(rule.written, insteadOf: download.length),
                "\(download.url) has \(rule.written) bytes in place of \(download.length)"
            )
            discard()
            throw .wrong(difference, words)
        }
        guard digest.take()?.finish() == download.digest else {
            discard()
            throw .wrong(.content, "\(download.url) is not the file it should be: its \(download.digest.algorithm.rawValue) is another")
        }
        guard fsync(descriptor) == 0 else { throw failure("sync", download.partPath) }
        guard rename(download.partPath, download.path) == 0 else { throw failure("rename", download.partPath) }
        // The record goes only once its part can no longer come back: without it a part is begun anew.
        do throws(FileFailure) { try OpenFolder.sync(folderOf: download.path) } catch { throw .disk("\(error)") }
        unlink(download.recordPath)
        release()
    }

    func discard() {
        unlink(download.partPath)
        unlink(download.recordPath)
        release()
    }

    /// Again where another process has put in its place, or thrown away, what was opened before it was locked: it is a part no longer.
    private func lock() throws(DownloadError) {
        repeat {
            release()
            descriptor = Glibc.open(download.partPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw failure("open", download.partPath) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw .disk("\(download.path) is being fetched by another process already")
            }
        } while !Self.names(download.partPath, descriptor)
    }

    /// Whether a path names this open file, still. (fstat, lstat)
    static func names(_ path: String, _ descriptor: Int32) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && opened.st_dev == named.st_dev
            && opened.st_ino == named.st_ino
    }

    private func write(_ record: PartRecord) throws(DownloadError) {
        do throws(FileFailure) {
            try DurableFile.replace(download.recordPath, with: Array(record.text.utf8), mode: 0o644)
        } catch {
            throw .disk("\(error)")
        }
        self.record = record
    }

    /// A child that is just being started may hold a copy of the descriptor: closing ours alone would not do.
    private func release() {
        if descriptor >= 0 {
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        descriptor = -1
    }

    private func sync() throws(DownloadError) {
        guard fdatasync(descriptor) == 0 else { throw failure("sync", download.partPath) }
        rule.didSync()
    }

    /// False if it cannot be read back.
    private func digestPart(_ length: Int) -> Bool {
        var stream = DigestStream(download.digest.algorithm)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var place = 0
        while place < length {
            let count = pread(descriptor, &buffer, min(buffer.count, length - place), off_t(place))
            guard count > 0 else { return false }
            stream.update(buffer[..<count])
            place += count
        }
        digest = consume stream
        return true
    }

    private func failure(_ doing: String, _ path: String) -> DownloadError {
        let left = errno == ENOSPC ? ": \(download.length - rule.written) bytes more are needed" : ""
        return .disk("cannot \(doing) \(path): \(String(cString: strerror(errno)))\(left)")
    }
}

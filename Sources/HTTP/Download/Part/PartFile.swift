import EventLoop
import Files
import Glibc
import Trust

/// A file on its way: the part, its record, and the digest of what is there. All its work is done off the loop, in order.
///
/// At any instant a power cut or a kill leaves a part that can be continued, or none; see ``SyncRule``. One at a time for each path.
actor PartFile {
    private let download: Download
    private let lane: WorkLane
    private var descriptor: Int32 = -1
    private var rule = SyncRule(resumingAt: 0)
    private var digest: DigestStream?

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(_ download: Download, on lane: WorkLane) {
        self.download = download
        self.lane = lane
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Finds what there is, cuts off what is not to be believed, and digests the rest. The validator is that of a part worth continuing.
    func open() throws(DownloadError) -> (length: Int, validator: String)? {
        descriptor = Glibc.open(download.partPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure("open", download.partPath) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .disk("\(download.path) is being fetched by another process already")
        }
        guard let record = PartRecord(of: download), record.isOf(download) else { return nil }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let trusted = SyncRule.trusted(ofSize: size)
        guard trusted > 0, size <= download.length, ftruncate(descriptor, off_t(trusted)) == 0, digestPart(trusted) else { return nil }
        rule = SyncRule(resumingAt: trusted)
        return (trusted, record.validator)
    }

    /// Begins anew. The part is empty on the disk before the record names other bytes than those it had.
    func restart(validator: String?) throws(DownloadError) {
        digest = DigestStream(download.digest.algorithm)
        rule = SyncRule(resumingAt: 0)
        guard ftruncate(descriptor, 0) == 0, fsync(descriptor) == 0 else { throw failure("empty", download.partPath) }
        let record = Array(PartRecord(download, validator: validator).text.utf8)
        do throws(FileFailure) {
            try DurableFile.replace(download.recordPath, with: record, mode: 0o644)
        } catch {
            throw .disk("\(error)")
        }
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

    /// Before it is left for later: nothing of it is lost then but what ``SyncRule`` does not believe.
    func pause() {
        if rule.written == 0 { return discard() }
        // A sync that fails costs no more than a power cut would.
        try? sync()
        release()
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

    private func release() {
        if descriptor >= 0 { close(descriptor) }
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

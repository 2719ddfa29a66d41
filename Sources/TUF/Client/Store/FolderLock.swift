import Files
import Glibc

/// One process's hold on a folder while it changes what is in it. Let go with the process at the latest, and no file is left of it.
public enum FolderLock {
    /// How long another is waited for: a stopped one would be waited for without end, and the caller's loop waits too.
    public static let patience = Duration.seconds(1)
    private static let pause = Duration.milliseconds(10)

    /// Short work only: another client of the same folder waits for it. (flock)
    public static func held<Value>(
        _ folder: String, waiting patience: Duration = patience, _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        let opened: OpenFolder
        do throws(FileFailure) { opened = try OpenFolder(folder) } catch { throw StoreFailure(error) }
        try take(opened, patience)
        // A child that is just being started may hold a copy of the descriptor: closing ours alone would not do.
        defer { flock(opened.descriptor, LOCK_UN) }
        return try body()
    }

    private static func take(_ folder: OpenFolder, _ patience: Duration) throws(StoreFailure) {
        var left = patience
        while flock(folder.descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw StoreFailure(.last("lock", folder.path)) }
            guard left > .zero else { throw busy(folder, patience) }
            usleep(UInt32(pause / .microseconds(1)))
            left -= pause
        }
    }

    private static func busy(_ folder: OpenFolder, _ patience: Duration) -> StoreFailure {
        let holder = holder(of: folder).map { "process \($0)" } ?? "another process"
        let time = patience.components.seconds
        return StoreFailure(folder.path, "\(holder) has been changing it for more than \(time) s; see whether it hangs, and try again")
    }

    /// Nil where the kernel does not say, as of a process in another container. (fstat, /proc/locks)
    private static func holder(of folder: OpenFolder) -> Int? {
        guard let bytes = try? StoredFile.bytes("/proc/locks", atMost: 1 << 20) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            // As in `1: FLOCK  ADVISORY  WRITE 1234 fe:01:5678 0 EOF`.
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", words[5].hasSuffix(":\(folder.status.st_ino)") else { continue }
            if let process = Int(words[4]), process > 0 { return process }
        }
        return nil
    }
}

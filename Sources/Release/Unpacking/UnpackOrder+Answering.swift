import Glibc
import Wire

extension UnpackOrder {
    /// Carries it out for whoever started this process for it and reads its standard output: if it cannot be done, one line of JSON
    /// there says why. The exit status: 0, or 1.
    ///
    /// A process whose parent is dead does nothing: two of them in one folder would be in each other's way.
    /// - Parameter fence: keeps this process to reading these paths and writing below those, before a byte of the artifact is read.
    package func answer(within fence: (_ reading: [String], _ writing: [String]) -> Void) -> Int32 {
        guard Self.isAwaited else { return 1 }
        do throws(ReleaseFailure) {
            try openFolders()
            fence([artifact] + (base.map { [$0] } ?? []), [folder])
            try run()
            return 0
        } catch {
            Self.say(error)
            return 1
        }
    }

    /// The fence stands around what is there, and there is none where one of them is not: then the artifact stays shut. (mkdir)
    private func openFolders() throws(ReleaseFailure) {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .last("make", folder) }
        _ = try OpenTree(folder)
        if let base { try ReleaseFailure.ofTree { () throws(ReleaseFailure) in _ = try OpenTree(base) } }
    }

    /// Whether somebody holds the other end of the pipe that standard output is. (poll)
    private static var isAwaited: Bool {
        var reader = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&reader, 1, 0) == 0
    }

    /// Short enough for a pipe to take it whole; if it cannot be said, the exit status says it.
    private static func say(_ failure: ReleaseFailure) {
        let line = failure.json.bytes + [UInt8(ascii: "\n")]
        line.withUnsafeBytes { bytes in _ = try? STDOUT_FILENO.writeAll(bytes, "standard output") }
    }
}

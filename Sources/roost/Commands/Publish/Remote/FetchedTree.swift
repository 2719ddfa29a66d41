import Files
import Glibc
import Launch
import Trust

/// The files around a fetch: what is read before it, and the tree that is put in its place after it.
enum FetchedTree {
    static func workFolder(for target: String) -> String {
        let place = FilePath(target)
        return "\(place.folder)/.\(place.name).fetch"
    }

    /// In one step, and durable: its old name must be on the disk before, and be gone from there after.
    static func put(_ tree: String, at target: String, emptying work: String) throws(CommandFailure) {
        try Folder(work).sync()
        guard rename(tree, target) == 0 else { throw CommandFailure("\(target): \(SystemError.last.words)") }
        try Folder(FilePath(target).folder).sync()
        try Folder(work).sync()
        try Folder.remove(work)
    }

    /// Links are followed: secrets and certificates often are some.
    static func file(_ path: String, atMost limit: Int) throws(CommandFailure) -> [UInt8] {
        let failure: FileFailure
        do throws(FileFailure) {
            if let bytes = try SmallFile.whole(Home.absolute(path), atMost: limit) { return bytes }
            failure = .system(code: ENOENT, doing: "open", path: path)
        } catch {
            failure = error
        }
        guard case .tooLong(_, _, let size) = failure else { throw CommandFailure("\(path): \(failure.words)") }
        throw CommandFailure("\(path): it has \(size ?? limit + 1) bytes, more than the \(limit) taken; this is another file")
    }

    /// Certificates in PEM.
    static func authorities(_ path: String) throws(CommandFailure) -> String {
        String(decoding: try file(path, atMost: TLSTrust.longestAuthorities), as: UTF8.self)
    }
}

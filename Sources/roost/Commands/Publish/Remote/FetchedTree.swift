import Glibc
import Launch
import Trust

/// The files around a fetch: what is read before it, and the tree that is put in its place after it.
enum FetchedTree {
    static func workFolder(for target: String) -> String {
        let slash = target.lastIndex(of: "/") ?? target.startIndex
        return "\(target[..<slash])/.\(target[slash...].dropFirst()).fetch"
    }

    /// In one step, and durable: its old name must be on the disk before, and be gone from there after.
    static func put(_ tree: String, at target: String, emptying work: String) throws(CommandFailure) {
        try Durable.syncFolder(work)
        guard rename(tree, target) == 0 else { throw CommandFailure("\(target): \(SystemError.last.words)") }
        try Durable.syncFolder(String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)] + "/"))
        try Durable.syncFolder(work)
        try TreeRemoval.remove(work)
    }

    static func file(_ path: String, atMost limit: Int) throws(CommandFailure) -> [UInt8] {
        guard let bytes = SmallFile.bytes(Home.absolute(path), atMost: limit + 1) else {
            throw CommandFailure("\(path): \(SystemError.last.words)")
        }
        guard bytes.count <= limit else {
            var status = stat()
            let size = stat(Home.absolute(path), &status) == 0 ? max(Int(status.st_size), bytes.count) : bytes.count
            throw CommandFailure("\(path): it has \(size) bytes, more than the \(limit) taken; this is another file")
        }
        return bytes
    }

    /// Certificates in PEM.
    static func authorities(_ path: String) throws(CommandFailure) -> String {
        String(decoding: try file(path, atMost: TLSTrust.longestAuthorities), as: UTF8.self)
    }
}

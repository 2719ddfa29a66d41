import Glibc

/// A file of the tree that a delta starts from; see ``BaseTree``.
struct BaseFile {
    private let file: OpenFile

    init(_ file: OpenFile) { self.file = file }

    var size: Int64 { file.size }

    /// Fills as much of the buffer as the file has from there on.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReleaseFailure) -> Int {
        try ReleaseFailure.ofTree { () throws(ReleaseFailure) in try file.read(into: buffer, at: offset) }
    }
}

extension ReleaseFailure {
    /// What the system refuses in there, as the fault of what it was refused of.
    static func ofTree<Value>(_ work: () throws(ReleaseFailure) -> Value) throws(ReleaseFailure) -> Value {
        do throws(ReleaseFailure) { return try work() } catch {
            guard case .system(let code, let doing, let path) = error else { throw error }
            throw .tree(path: path, why: "cannot \(doing) it: \(String(cString: strerror(code)))")
        }
    }
}

import Glibc

/// A folder under /tmp, gone with its owner; short, because a unix socket's path has to fit into 107 bytes.
final class TemporaryFolder {
    let path: String

    init() throws(BenchFailure) {
        var template = Array("/tmp/roost-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .cannot("no temporary folder: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { removeTree(path) }
}

import Foundation
import Glibc

extension DiskImage {
    /// Makes the folder as the cut left it.
    func build(at root: String, _ histories: [NodeID: FileHistory]) throws {
        try Self.require(mkdir(root, 0o755), root)
        var made: [NodeID: String] = [:]
        for item in items {
            let path = "\(root)/\(item.path)"
            if let first = made[item.node] {
                try Self.require(link(first, path), path)
                continue
            }
            switch item.kind {
            case .folder: try Self.require(mkdir(path, 0o755), path)
            case .link(let target): try Self.require(symlink(target, path), path)
            case .file(let version): try Self.write(histories[item.node]?.bytes(of: version) ?? [], to: path)
            }
            if case .folder = item.kind {} else { made[item.node] = path }
        }
        for item in items.reversed() { try item.setRights(below: root) }
    }

    private static func require(_ result: Int32, _ path: String) throws {
        guard result >= 0 else { throw RecordingError(words: "\(path) cannot be rebuilt: \(String(cString: strerror(errno)))") }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        try require(file, path)
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            try require(Int32(min(count, 1)), path)
            written += count
        }
    }
}

extension DiskImage.Item {
    fileprivate func setRights(below root: String) throws {
        if case .link = kind { return }
        let path = "\(root)/\(path)"
        if geteuid() == 0, rights.user != 0 || rights.group != 0 { chown(path, rights.user, rights.group) }
        if case .file = kind, rights.mode == 0o644 { return }
        if case .folder = kind, rights.mode == 0o755 { return }
        chmod(path, rights.mode)
    }
}

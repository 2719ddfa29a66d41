import Glibc

/// Everything below a folder as text, to compare: kind, mode, owner and content of each name.
enum Tree {
    static func read(_ path: String) -> [String: String] {
        var entries: [String: String] = [:]
        add(path, "", to: &entries)
        return entries
    }

    private static func add(_ root: String, _ relative: String, to entries: inout [String: String]) {
        for name in names(relative.isEmpty ? root : "\(root)/\(relative)") {
            let below = relative.isEmpty ? name : "\(relative)/\(name)"
            entries[below] = describe("\(root)/\(below)")
            if entries[below]?.hasPrefix("folder") == true { add(root, below, to: &entries) }
        }
    }

    private static func describe(_ path: String) -> String {
        var status = stat()
        guard lstat(path, &status) == 0 else { return "gone" }
        let rights = "\(String(status.st_mode & 0o7777, radix: 8)) \(status.st_uid):\(status.st_gid)"
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return "folder \(rights)"
        case S_IFLNK: return "link \(status.st_uid):\(status.st_gid) \(linkText(path))"
        case S_IFREG: return "file \(rights) \(content(path))"
        default: return "special \(rights)"
        }
    }

    static func linkText(_ path: String) -> String {
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }

    private static func content(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "unreadable" }
        defer { close(file) }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var (size, chunk) = (0, [UInt8](repeating: 0, count: 65536))
        while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 {
            size += count
            for byte in chunk[..<count] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return "\(size) \(String(hash, radix: 16))"
    }

    private static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

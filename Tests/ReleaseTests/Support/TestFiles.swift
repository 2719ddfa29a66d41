import Glibc
import Support

/// Bytes to and from files.
enum TestFiles {
    static func bytes(of path: String) throws -> [UInt8] {
        let file = try called(open(path, O_RDONLY | O_CLOEXEC), "open \(path)")
        defer { close(file) }
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(file, &chunk, chunk.count), count > 0 { all += chunk[..<count] }
        return all
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = try called(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644), "open \(path)")
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemError("write \(path)") }
            rest = rest.dropFirst(count)
        }
    }

    /// Every name below a folder, for tests that nothing was written elsewhere.
    static func names(below path: String) -> [String] {
        guard let listing = opendir(path) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            guard name != ".", name != ".." else { continue }
            names.append(name)
            if Int(entry.pointee.d_type) == Int(DT_DIR) { names += self.names(below: "\(path)/\(name)").map { "\(name)/\($0)" } }
        }
        return names.sorted()
    }
}

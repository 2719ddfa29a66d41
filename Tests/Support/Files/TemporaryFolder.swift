import Glibc

/// A folder of a test's own, gone with everything in it when the last holder lets go.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// - Parameters:
    ///   - mode: as for chmod; others have no way in unless it says so.
    ///   - inMemory: where a sync costs nothing, if there is such a place: for tests that cut the power in their own way.
    public init(_ name: String = "roost", mode: UInt32 = 0o700, inMemory: Bool = false) throws(SystemError) {
        let base = inMemory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(base)/\(name).XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemError("mkdtemp") }
        path = String(cString: made)
        _ = try check(chmod(path, mode), "chmod \(path)")
    }

    deinit { removeTree(path) }

    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes the folders on the way, and asks no umask.
    @discardableResult
    public func write(_ text: String, to name: String, mode: UInt32 = 0o644) throws(SystemError) -> String {
        try write(Array(text.utf8), to: name, mode: mode)
    }

    @discardableResult
    public func write(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o644) throws(SystemError) -> String {
        let target = path(name)
        for end in name.indices where name[end] == "/" { mkdir(path(String(name[..<end])), 0o755) }
        let file = try check(open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode), "open \(target)")
        defer { close(file) }
        _ = try check(fchmod(file, mode), "fchmod \(target)")
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemError("write \(target)") }
            rest = rest.dropFirst(count)
        }
        return target
    }

    public func makeFolder(_ name: String) throws(SystemError) -> String {
        _ = try check(mkdir(path(name), 0o755), "mkdir \(path(name))")
        return path(name)
    }

    /// The text of a file, or nothing where there is none.
    public func read(_ name: String) -> String { readText(path(name)) }
}

/// The text of any file, or nothing where there is none.
public func readText(_ path: String) -> String { String(decoding: readBytes(path), as: UTF8.self) }

/// The bytes of any file, or none where there is none.
public func readBytes(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16384)
    while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
}

/// Whether anything is there, be it a broken link.
public func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
}

/// With all that is in it; links are removed, never followed.
public func removeTree(_ path: String) {
    if let folder = opendir(path) {
        while let entry = readdir(folder) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            guard name != "." && name != ".." else { continue }
            if Int(entry.pointee.d_type) == Int(DT_DIR) {
                removeTree("\(path)/\(name)")
            } else {
                unlink("\(path)/\(name)")
            }
        }
        closedir(folder)
    }
    rmdir(path)
}

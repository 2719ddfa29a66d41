import Glibc

/// Reads a folder as it lies on the disk.
struct FolderReader {
    let scope: Scope
    private(set) var nodes: [Node] = []
    private(set) var names = Namespace()
    /// Files with several names are one node.
    private var known: [UInt64: NodeID] = [:]

    init(_ scope: Scope) throws {
        self.scope = scope
        _ = try read(scope.root, relative: "")
    }

    private mutating func read(_ path: String, relative: String) throws -> NodeID? {
        var about = stat()
        guard lstat(path, &about) == 0 else { throw RecordingError(words: "\(path) cannot be read: \(String(cString: strerror(errno)))") }
        let isFolder = about.st_mode & S_IFMT == S_IFDIR
        if !isFolder, let id = known[UInt64(about.st_ino)] { return id }
        guard let kind = try kind(of: about, path) else { return nil }
        let id = NodeID(number: nodes.count)
        known[UInt64(about.st_ino)] = id
        nodes.append(Node(kind: kind, rights: Rights(mode: about.st_mode & 0o7777, user: about.st_uid, group: about.st_gid)))
        guard isFolder else { return id }
        for name in try Self.entries(of: path) {
            let below = relative.isEmpty ? name : "\(relative)/\(name)"
            guard !scope.isVolatile(below), let child = try read("\(path)/\(name)", relative: below) else { continue }
            names.apply([NameChange(folder: id, name: name, before: nil, after: child)])
        }
        return id
    }

    /// Nil for what a power cut leaves nothing of: sockets and pipes.
    private func kind(of about: stat, _ path: String) throws -> Node.Kind? {
        switch about.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file(try Self.bytes(of: path, Int(about.st_size)))
        case S_IFLNK:
            var target = [UInt8](repeating: 0, count: 4096)
            let count = target.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
            return .link(String(decoding: target.prefix(max(0, count)), as: UTF8.self))
        default: return nil
        }
    }

    /// Sorted, so that two readings of the same folder number its nodes alike.
    private static func entries(of path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw RecordingError(words: "\(path) cannot be listed") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            names.append(String(cString: start.assumingMemoryBound(to: CChar.self)))
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    private static func bytes(of path: String, _ size: Int) throws -> [UInt8] {
        guard size <= 32 << 20 else { throw RecordingError(words: "\(path) is too large to be rebuilt thousands of times") }
        guard let file = fopen(path, "r") else { throw RecordingError(words: "\(path) cannot be opened") }
        defer { fclose(file) }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file) }
    }
}

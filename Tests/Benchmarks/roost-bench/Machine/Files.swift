import Glibc

/// All of a file, or of what the kernel says under that name; nil if it cannot be read.
func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
        let got = read(file, &chunk, chunk.count)
        guard got >= 0 else { return nil }
        if got == 0 { return String(decoding: all, as: UTF8.self) }
        all += chunk[..<got]
    }
}

func write(_ text: String, toFile path: String) throws(BenchFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannot("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    say(text, to: file)
}

/// Writes all of it; for the standard streams, files and pipes.
func say(_ text: String, to descriptor: Int32 = 1) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let wrote = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard wrote > 0 else { return }
        bytes = bytes.dropFirst(wrote)
    }
}

func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names
}

func makeFolder(_ path: String) throws(BenchFailure) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .cannot("\(path): \(String(cString: strerror(errno)))") }
}

func removeTree(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    for name in names(in: path) { removeTree("\(path)/\(name)") }
    rmdir(path)
}

func isExecutable(_ path: String) -> Bool {
    access(path, X_OK) == 0
}

func fileLength(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// Nothing of a file is in memory any more (posix_fadvise).
func forget(_ path: String) throws(BenchFailure) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannot("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    guard fdatasync(file) == 0, posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0 else { throw .cannot("\(path) cannot be forgotten") }
}

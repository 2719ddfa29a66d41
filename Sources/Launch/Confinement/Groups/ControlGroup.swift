import Files
import Glibc

/// One folder of a cgroup hierarchy: its files are the controls, its processes are listed in `cgroup.procs`.
struct ControlGroup: Equatable, Sendable {
    let path: String

    var name: String { FilePath(path).names.last ?? "" }
    var parent: ControlGroup { ControlGroup(path: "/" + FilePath(path).names.dropLast().joined(separator: "/")) }
    var processes: [pid_t] { KernelFile.lines(path + "/cgroup.procs").compactMap { pid_t($0) } }

    func child(_ name: String) -> ControlGroup { ControlGroup(path: "\(path)/\(name)") }

    /// Fine if it is there already.
    func make() throws(SystemError) {
        if mkdir(path, 0o755) != 0 && errno != EEXIST { throw SystemError.last }
    }

    /// With the groups a feature made below it, as far as anyone nests them; false while one holds a process: rmdir.
    @discardableResult
    func remove(depth: Int = 16) -> Bool {
        if rmdir(path) == 0 || errno == ENOENT { return true }
        guard depth > 0 else { return false }
        let below = children
        return !below.isEmpty && below.allSatisfy { $0.remove(depth: depth - 1) } && rmdir(path) == 0
    }

    /// Whether anything lives in it, in version 2 also in groups below it.
    var isPopulated: Bool { number("populated", in: "cgroup.events").map { $0 > 0 } ?? !processes.isEmpty }

    var exists: Bool { access(path, F_OK) == 0 }

    func write(_ text: String, to file: String) throws(SystemError) {
        try KernelFile.write(text, to: "\(path)/\(file)")
    }

    func words(of file: String) -> [Substring] {
        KernelFile.read("\(path)/\(file)")?.split(whereSeparator: \.isWhitespace) ?? []
    }

    /// The number after a word, in a file of `word number` lines.
    func number(_ word: String, in file: String) -> Int? {
        let words = words(of: file)
        guard let place = words.firstIndex(where: { $0 == word }), place + 1 < words.count else { return nil }
        return Int(words[place + 1])
    }

    /// The groups directly below.
    var children: [ControlGroup] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var found: [ControlGroup] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if entry.pointee.d_type == UInt8(DT_DIR), !name.hasPrefix(".") { found.append(child(name)) }
        }
        return found
    }
}

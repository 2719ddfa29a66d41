import Glibc

/// A control group of our own whose processes have so much memory together, file pages included, and no swap. Gone with its owner.
public final class MemoryGroup {
    private let path: String

    /// Nil where none can be made: not root, or no memory controller.
    public init?(bytes: Int) {
        let name = "roost-memory-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        for tree in Self.trees {
            let path = "\(tree.group)/\(name)"
            guard mkdir(path, 0o755) == 0 else { continue }
            if Self.set("\(path)/\(tree.limit)", bytes) {
                self.path = path
                // Swap accounting may be switched off.
                _ = Self.set("\(path)/\(tree.swap)", tree.swapLimit(bytes))
                return
            }
            rmdir(path)
        }
        return nil
    }

    deinit { rmdir(path) }

    /// Whoever writes its number here is in it.
    public var members: String { "\(path)/cgroup.procs" }

    public static var canBeMade: Bool { MemoryGroup(bytes: 64 << 20) != nil }

    private struct Tree {
        let group: String
        let isUnified: Bool

        var limit: String { isUnified ? "memory.max" : "memory.limit_in_bytes" }
        var swap: String { isUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes" }

        /// Version 1 counts memory and swap together.
        func swapLimit(_ bytes: Int) -> Int { isUnified ? 0 : bytes }
    }

    /// Where our own group is, in version 1 and in version 2.
    private static var trees: [Tree] {
        readText("/proc/self/cgroup").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            if fields[1] == "memory" { return Tree(group: "/sys/fs/cgroup/memory\(fields[2])", isUnified: false) }
            return fields[0] == "0" ? Tree(group: "/sys/fs/cgroup\(fields[2])", isUnified: true) : nil
        }
    }

    private static func set(_ path: String, _ bytes: Int) -> Bool {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        let text = "\(bytes)"
        return write(file, text, text.utf8.count) == text.utf8.count
    }
}

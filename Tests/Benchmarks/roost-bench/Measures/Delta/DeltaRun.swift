import Glibc
import Support

/// The files of one pair's run, and the programs over them.
struct DeltaRun {
    /// Stand for the patch and for what is made of it.
    static let made = "MADE"
    static let back = "BACK"

    private let pair: FilePair
    private let roost: String
    private let folder: TemporaryFolder

    init(_ pair: FilePair, _ roost: String, _ folder: TemporaryFolder) { (self.pair, self.roost, self.folder) = (pair, roost, folder) }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func prepare() throws(BenchFailure) {
        for name in ["old", "new", "out", "full", "delta", "patch", "back"] { removeTree(path(name)) }
        for (name, file) in [("old", pair.old), ("new", pair.new)] {
            try makeFolder(path(name))
            _ = try Measured(["cp", file, path("\(name)/file")], in: folder)
        }
    }

    var making: [String] { [Programs.deltaMaker, "make", path("old"), path("new"), path("full"), path("delta")] }

    /// By the program that a router has.
    func apply() throws(BenchFailure) -> Measured {
        removeTree(path("out"))
        let measured = try Measured(applying, in: folder)
        try compare(path("out/file"))
        return measured
    }

    private var applying: [String] { [roost, "roost-unpack", "delta", path("delta"), path("out"), path("old")] }

    func smallestGroup() throws(BenchFailure) -> DeltaRow.Smallest {
        for megabytes in [2, 3, 4, 6, 8] {
            removeTree(path("out"))
            guard let group = MemoryGroup(bytes: megabytes << 20) else { return .unknown }
            // Where memory is too short a process may read its own pages again and again, without end.
            guard try Measured.run(["timeout", "60"] + applying, in: folder, group.members) != nil else { continue }
            try compare(path("out/file"))
            return .megabytes(megabytes)
        }
        return .none
    }

    /// Bytes that a program prints.
    func size(_ command: String...) throws(BenchFailure) -> Int {
        _ = try Measured(["sh", "-c", #""$@" >"$0""#, path("patch")] + command, in: folder)
        return fileLength(path("patch"))
    }

    /// Bytes of the patch a program makes, whose name comes last.
    func made(_ command: String...) throws(BenchFailure) -> Int {
        _ = try Measured(command + [path("patch")], in: folder)
        return fileLength(path("patch"))
    }

    /// The peak of a program that makes the new file again.
    func back(_ command: String...) throws(BenchFailure) -> Int {
        let words = command.map { $0 == Self.made ? path("patch") : $0 == Self.back ? path("back") : $0 }
        let measured = try Measured(words, in: folder)
        try compare(path("back"))
        return measured.peak
    }

    private func compare(_ made: String) throws(BenchFailure) {
        guard try Measured.run(["cmp", "-s", made, pair.new], in: folder) != nil else {
            throw .cannot("\(pair.name): \(made) is not the new file")
        }
    }
}

func fileLength(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

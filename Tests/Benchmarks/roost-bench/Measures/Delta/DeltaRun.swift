import Glibc
import Support

/// The files of one pair's run, and the programs over them.
struct DeltaRun {
    /// Stand for the patch and for what is made of it.
    static let made = "MADE"
    static let back = "BACK"

    private let pair: FilePair
    private let unpacker: String
    private let folder: TemporaryFolder

    init(_ pair: FilePair, _ unpacker: String, _ folder: TemporaryFolder) {
        (self.pair, self.unpacker, self.folder) = (pair, unpacker, folder)
    }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func prepare() throws(BenchFailure) {
        for name in ["old", "new", "out", "full", "delta", "patch", "back"] { removeTree(path(name)) }
        for (name, file) in [("old", pair.old), ("new", pair.new)] {
            try makeFolder(path(name))
            _ = try Measured(["cp", file, path("\(name)/file")], in: folder)
        }
    }

    /// Bytes of the delta.
    func make() throws(BenchFailure) -> Int {
        let command = [Programs.deltaMaker, "make", path("old"), path("new"), path("full"), path("delta")]
        let lengths = try Measured(command, in: folder).output.split(separator: " ").compactMap { Int($0) }
        guard lengths.count == 2 else { throw .cannot("bench-delta made nothing of \(pair.name)") }
        return lengths[1]
    }

    /// By the program that a router has.
    func apply(_ bytes: Int) throws(BenchFailure) -> (DeltaRow.Patch, Applying) {
        removeTree(path("out"))
        let measured = try Measured(applying, in: folder)
        try compare(path("out/file"))
        return (DeltaRow.Patch(bytes: bytes, peak: measured.peak), Applying(own: measured.own, group: try smallestGroup()))
    }

    private var applying: [String] { [unpacker, "delta", path("delta"), path("out"), path("old")] }

    private func smallestGroup() throws(BenchFailure) -> Applying.Smallest {
        guard MemoryGroup.canBeMade else { return .unknown }
        for megabytes in [2, 3, 4, 6, 8] where try works(within: megabytes) { return .megabytes(megabytes) }
        return .none
    }

    /// Nothing of the two trees is in memory; the program is, as on a router, whose other processes run it.
    private func works(within megabytes: Int) throws(BenchFailure) -> Bool {
        removeTree(path("out"))
        for file in ["old/file", "delta"] { try forget(path(file)) }
        guard let group = MemoryGroup(bytes: megabytes << 20) else { return false }
        // Where memory is too short a process may read its own pages again and again, without end.
        guard try Measured.run(["timeout", "60"] + applying, in: folder, group.members) != nil else { return false }
        try compare(path("out/file"))
        return true
    }

    /// Bytes that a program prints.
    func size(_ command: String...) throws(BenchFailure) -> Int {
        _ = try Measured(["sh", "-c", #""$@" >"$0""#, path("patch")] + command, in: folder)
        return fileLength(path("patch"))
    }

    func patch(by making: [String], applied applying: [String]) throws(BenchFailure) -> DeltaRow.Patch {
        for name in ["patch", "back"] { removeTree(path(name)) }
        _ = try Measured(filled(making), in: folder)
        let measured = try Measured(filled(applying), in: folder)
        try compare(path("back"))
        return DeltaRow.Patch(bytes: fileLength(path("patch")), peak: measured.peak)
    }

    private func filled(_ words: [String]) -> [String] {
        words.map { $0 == Self.made ? path("patch") : $0 == Self.back ? path("back") : $0 }
    }

    private func compare(_ made: String) throws(BenchFailure) {
        guard try Measured.run(["cmp", "-s", made, pair.new], in: folder) != nil else {
            throw .cannot("\(pair.name): \(made) is not the new file")
        }
    }
}

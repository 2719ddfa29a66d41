import Support
import Testing
import Trust

@testable import Release

extension OwnProcessTests {
    /// Ten million entries in a few megabytes, unpacked as a router does it: by a program of its own, here with little memory; and by the
    /// whole program in its place, which is larger.
    @Test(arguments: [0, 1], [[Binaries.unpacker], [Binaries.roost, "roost-unpack"]])
    func `ten million entries end at the first that is not listed, in little memory`(_ listed: Int, _ program: [String]) throws {
        let folder = try TemporaryFolder("crowded")
        let files = try (0..<listed).map { number in
            TreeEntry(path: try #require(TreePath("f\(number)")), content: .file(mode: 0o644, size: 0, digest: .init(.sha256, of: [])))
        }
        let archive = try CrowdedArchive(ReleaseManifest(SampleTree.facts(), files), entries: 10_000_000)
        try TestFiles.write(archive.bytes, to: folder.path("archive"))
        // The entries' headers alone would be 5 GB.
        let group = MemoryGroup(bytes: (program.count == 1 ? 4 : 64) << 20)
        let order = ["full", folder.path("archive"), folder.path("out")]
        let process = try ServerProcess("sh", ["-c", #"[ -z "$0" ] || echo $$ >"$0"; exec "$@""#, group?.members ?? ""] + program + order)
        #expect(try process.waitForEnd(within: .seconds(60)) == .exited(1), "\(process.output)\(process.errors)")
        let reason = listed == 0 ? "more than release.json lists" : "something else"
        #expect(process.output.contains(reason), "\(process.output)")
        #expect(!TestFiles.names(below: folder.path("out")).contains { ["x", ReleaseManifest.fileName].contains($0) })
    }
}

extension OwnProcessTests {
    /// GNU's map of the holes in a file, which libarchive reads whole, however long it is.
    @Test func `a file of millions of holes is refused in little memory`() throws {
        let folder = try TemporaryFolder("holes")
        let holes = (0..<16).reduce(Array("0\n0\n".utf8)) { text, _ in text + text }
        var tar = HostileTar()
        let facts = ["GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=release.json", "GNU.sparse.realsize=1000"]
        tar.add("pax", type: "x", facts.flatMap { Array("\($0.utf8.count + 4) \($0)\n".utf8) })
        let map = Array("\(50 * (1 << 16))\n".utf8) + (0..<50).flatMap { _ in holes }
        tar.add("GNUSparseFile.0/release.json", map + [UInt8](repeating: 0, count: (512 - map.count % 512) % 512 + 1024))
        try tar.write(to: folder.path("archive"))
        let group = MemoryGroup(bytes: 4 << 20)
        let order = [Binaries.unpacker, "full", folder.path("archive"), folder.path("out")]
        let process = try ServerProcess("sh", ["-c", #"[ -z "$0" ] || echo $$ >"$0"; exec "$@""#, group?.members ?? ""] + order)
        #expect(try process.waitForEnd(within: .seconds(60)) == .exited(1), "\(process.output)\(process.errors)")
        #expect(process.output.contains("does not begin with 'release.json'"), "\(process.output)")
    }
}

/// An artifact whose last part comes again and again: LZMA2 chunks that begin with an empty dictionary fit behind one another. It has no
/// end, where its check and its index would be.
private struct CrowdedArchive {
    private static let entriesInPart = 4096
    let bytes: [UInt8]

    init(_ manifest: ReleaseManifest, entries: Int) throws {
        var start = HostileTar()
        start.add(manifest)
        var entry = HostileTar()
        entry.add("x")
        let part = (0..<Self.entriesInPart).flatMap { _ in entry.bytes }
        let (head, chunks) = Self.parts(of: try XZWriter.compressed(start.bytes, XZSettings(dictionary: 1 << 20)))
        let more = Self.parts(of: try XZWriter.compressed(part, XZSettings(dictionary: 1 << 20))).chunks
        var bytes = head + chunks
        for _ in 0...entries / Self.entriesInPart { bytes += more }
        self.bytes = bytes
    }

    /// The headers of the stream and of its one block, and the block's chunks without their end. (xz file format, 2.1.1 and 3.1; LZMA2)
    private static func parts(of file: [UInt8]) -> (head: [UInt8], chunks: [UInt8]) {
        let start = 12 + (Int(file[12]) + 1) * 4
        var place = start
        while file[place] != 0 {
            let isCompressed = file[place] >= 0x80
            let size = Int(file[place + (isCompressed ? 3 : 1)]) << 8 | Int(file[place + (isCompressed ? 4 : 2)])
            place += size + 1 + (isCompressed ? (file[place] >= 0xC0 ? 6 : 5) : 3)
        }
        return (Array(file[..<start]), Array(file[start..<place]))
    }
}

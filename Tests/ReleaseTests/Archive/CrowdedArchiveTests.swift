import Glibc
import Support
import Testing
import Trust

@testable import Release

extension OwnProcessTests {
    /// Ten million entries in a few megabytes, unpacked as a router does it: by a program of its own, here with little memory.
    @Test(arguments: [0, 1]) func `ten million entries end at the first that is not listed, in little memory`(_ listed: Int) throws {
        let folder = try TemporaryFolder("crowded")
        let files = try (0..<listed).map { number in
            TreeEntry(path: try #require(TreePath("f\(number)")), content: .file(mode: 0o644, size: 0, digest: .init(.sha256, of: [])))
        }
        let archive = try CrowdedArchive(ReleaseManifest(SampleTree.facts(), files), entries: 10_000_000)
        try TestFiles.write(archive.bytes, to: folder.path("archive"))
        let own = realpath("/proc/self/exe", nil).map { String(cString: $0) } ?? ""
        let roost = "\(own.split(separator: "/").dropLast().map { "/\($0)" }.joined())/roost"
        // A debug build is larger than what a router runs; the entries' headers alone would be 5 GB.
        let group = MemoryGroup(bytes: 64 << 20)
        let words = [
            "-c", #"[ -z "$0" ] || echo $$ >"$0"; exec "$@""#, group?.members ?? "", roost, "roost-unpack", "full", folder.path("archive"),
            folder.path("out"),
        ]
        let process = try ServerProcess("sh", words)
        #expect(try process.waitForEnd(within: .seconds(60)) == .exited(1), "\(process.output)\(process.errors)")
        let reason = listed == 0 ? "more than release.json lists" : "something else"
        #expect(process.output.contains(reason), "\(process.output)")
        #expect(!TestFiles.names(below: folder.path("out")).contains { ["x", ReleaseManifest.fileName].contains($0) })
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

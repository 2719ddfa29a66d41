import Glibc
import Support
import Testing
import Trust
import Wire

@testable import Release

/// Archives made to leave the staging folder, or to exhaust the router.
struct HostileArchiveTests {
    private let folder: TemporaryFolder
    private var archive: String { folder.path("archive") }
    private var out: String { folder.path("out") }

    init() throws { folder = try TemporaryFolder("hostile", inMemory: true) }

    private func manifest(_ entries: [TreeEntry]? = nil) throws -> ReleaseManifest {
        let file = TreeEntry(path: TreePath("a/f")!, content: .file(mode: 0o644, size: 4, digest: Digest(.sha256, of: Array("good".utf8))))
        return try ReleaseManifest(SampleTree.facts(), entries ?? [file, TreeEntry(path: TreePath("a/l")!, content: .link(target: "f"))])
    }

    private func refusal(of tar: HostileTar) throws -> String {
        try tar.write(to: archive)
        let failure = #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(archive, into: out) }
        #expect(!exists("\(out)/release.json"), "it passes for whole")
        let outside = TestFiles.names(below: folder.path).filter { !["archive", "out", "out/a", "out/a/f"].contains($0) }
        #expect(outside.isEmpty)
        return failure?.description ?? ""
    }

    private func tar(_ entries: (inout HostileTar) -> Void) throws -> HostileTar {
        var tar = HostileTar()
        tar.add(try manifest())
        entries(&tar)
        return tar
    }

    @Test func `the same archive with nothing wrong is unpacked`() throws {
        let tar = try tar {
            $0.add("a/f", Array("good".utf8))
            $0.add("a/l", type: "2", link: "f")
        }
        try tar.write(to: archive)
        try FullArtifact.unpack(archive, into: out)
        #expect(try ReleaseTree(out).flaws(against: manifest()).isEmpty)
    }

    @Test(arguments: ["../f", "/tmp/f", "a/../../f", "./a/f", "a//f", "a/f/", "A/f", "a/f/g", ""])
    func `a file of any other name is refused`(_ name: String) throws {
        let refusal = try refusal(of: tar { $0.add(name, Array("good".utf8)) })
        #expect(refusal.contains("something else") || refusal.contains("no file"), "\(refusal)")
    }

    @Test(arguments: ["1", "2", "3", "4", "5", "6"] as [Character])
    func `a link, device, pipe or folder in the place of a file is refused`(_ type: Character) throws {
        let refusal = try refusal(of: tar { $0.add("a/f", type: type, link: "/etc/passwd") })
        #expect(refusal.contains("no file") || refusal.contains("size or mode") || refusal.contains("something else"), "\(refusal)")
    }

    @Test func `links are made as listed or not at all`() throws {
        for target in ["/etc/passwd", "../../f", "g"] {
            let refusal = try refusal(
                of: tar {
                    $0.add("a/f", Array("good".utf8))
                    $0.add("a/l", type: "2", link: target)
                })
            #expect(refusal.contains("not the link"), "\(refusal)")
        }
    }

    @Test func `a link in the way of a file is not followed`() throws {
        try called(mkdir(folder.path("elsewhere"), 0o755), "mkdir")
        try called(mkdir(out, 0o755), "mkdir")
        try called(symlink("../elsewhere", "\(out)/a"), "symlink")
        try tar { $0.add("a/f", Array("good".utf8)) }.write(to: archive)
        #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(archive, into: out) }
        #expect(TestFiles.names(below: folder.path("elsewhere")).isEmpty)
    }

    @Test func `wrong bytes, modes and sizes are refused`() throws {
        #expect(try refusal(of: tar { $0.add("a/f", Array("evil".utf8)) }).contains("digest"))
        #expect(try refusal(of: tar { $0.add("a/f", mode: "0004755", Array("good".utf8)) }).contains("size or mode"))
        #expect(try refusal(of: tar { $0.add("a/f", Array("longer".utf8)) }).contains("size or mode"))
        #expect(try refusal(of: tar { $0.add("a/f", size: 0o77777777777, Array("good".utf8)) }).contains("size or mode"))
        #expect(try refusal(of: tar { $0.add("a/f", size: 4) }) != "")
    }

    @Test func `what is missing, and what comes after the last, is refused`() throws {
        #expect(try refusal(of: tar { $0.add("a/f", Array("good".utf8)) }).contains("not in it"))
        let more = try refusal(
            of: tar {
                $0.add("a/f", Array("good".utf8))
                $0.add("a/l", type: "2", link: "f")
                $0.add("../../etc/cron.d/x", [1])
            })
        #expect(more.contains("more than release.json lists"))
    }

    @Test func `release.json comes first and is bounded`() throws {
        var late = HostileTar()
        late.add("a/f", Array("good".utf8))
        #expect(try refusal(of: late).contains("does not begin"))
        var large = HostileTar()
        large.add(ReleaseManifest.fileName, size: 1 << 32, Array(repeating: 0x20, count: 1000))
        #expect(try refusal(of: large).contains("larger than"))
        var device = HostileTar()
        device.add(ReleaseManifest.fileName, type: "3")
        #expect(try refusal(of: device).contains("does not begin"))
    }

    /// Extended headers, and files with holes: other programs' tars, and a way to have a reader keep what it was never asked for.
    @Test(arguments: ["x", "g", "S", "V", "M", "N", "A", "7", "\0"] as [Character])
    func `a header of a kind that no release has is refused`(_ type: Character) throws {
        let refusal = try refusal(
            of: tar {
                $0.add("a/f", type: type, Array("30 SCHILY.xattr.user.a=aaaaaa\n".utf8))
                $0.add("a/f", Array("good".utf8))
                $0.add("a/l", type: "2", link: "f")
            })
        #expect(refusal.contains("'a/f' is no file in it"), "\(refusal)")
    }

    @Test(arguments: ["L", "K"] as [Character])
    func `a name is no longer than a path, and no entry has two`(_ type: Character) throws {
        let long = Array(repeating: UInt8(ascii: "a"), count: 4 << 20)
        #expect(try refusal(of: tar { $0.add("long", type: type, size: 1 << 31, long) }).contains("longer than a path"))
        #expect(try refusal(of: tar { $0.add("long", type: type, size: 0) }).contains("longer than a path"))
        let twice = try tar { tar in
            for _ in 0..<2 { tar.add("long", type: type, Array("a/f\0".utf8)) }
        }
        #expect(try refusal(of: twice).contains("two names"))
        #expect(try refusal(of: tar { $0.add("long", type: type, Array("a/f\0".utf8)) }).contains("a name and nothing"))
    }

    @Test func `a header that is damaged, or says more than a release's, is refused`() throws {
        // A byte of the name, of the checksum itself, of the prefix that POSIX has, and of the map of holes that GNU has.
        for (place, isSummed) in [(1, false), (148, false), (345, true), (386, true), (511, true), (257, true)] {
            var tar = try tar { $0.add("a/f", Array("good".utf8)) }
            tar.alter(byte: tar.bytes.count - 1024 + place, summed: isSummed)
            #expect(try refusal(of: tar).contains("no header of a release"), "\(place)")
        }
    }

    @Test func `a size is a number of octal digits, and a link has none`() throws {
        for size in ["0000000000x", "-0000000004", "+0000000004", "           ", "\u{1}0000000004"] {
            #expect(
                try refusal(of: tar { $0.add("a/f", sizeText: size, Array("good".utf8)) }).contains("no header of a release"), "\(size)")
        }
        let link = try tar {
            $0.add("a/f", Array("good".utf8))
            $0.add("a/l", type: "2", link: "f", Array("good".utf8))
        }
        #expect(try refusal(of: link).contains("is not the link"))
    }

    @Test func `behind the end there are zeros up to a whole record, and nothing else`() throws {
        let end = [UInt8](repeating: 0, count: 1024)
        for (rest, isTaken) in [
            ([], true), ([UInt8](repeating: 0, count: 9216), true), ([UInt8](repeating: 0, count: 20_000), false),
            (Array("junk".utf8), false), ([UInt8](repeating: 7, count: 20_000), false),
        ] {
            var tar = try tar {
                $0.add("a/f", Array("good".utf8))
                $0.add("a/l", type: "2", link: "f")
            }
            tar.append(end + rest)
            try tar.write(to: archive, end: [])
            if isTaken {
                try FullArtifact.unpack(archive, into: out)
            } else {
                let failure = #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(archive, into: out) }
                #expect(failure.map { $0.description.contains("behind its end") } == true, "\(failure as Any)")
            }
        }
    }

    @Test func `an archive that wants much memory to unpack is refused`() throws {
        try tar { $0.add("a/f", Array("good".utf8)) }.write(to: archive, dictionary: 512 << 20)
        let failure = #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(archive, into: out) }
        #expect(failure.map { $0.description.contains("memory") } == true)
    }

    @Test func `a file that goes on for ever is cut off at its size`() throws {
        let bomb = TreeEntry(path: TreePath("a/f")!, content: .file(mode: 0o644, size: 64 << 20, digest: Digest(.sha256, of: [])))
        var tar = HostileTar()
        tar.add(try manifest([bomb]))
        tar.add("a/f", size: 64 << 20, Array(repeating: 0, count: 1 << 20))
        #expect(try refusal(of: tar) != "")
        var status = stat()
        #expect(stat("\(out)/a/f", &status) != 0 || status.st_size <= 2 << 20)
    }
}

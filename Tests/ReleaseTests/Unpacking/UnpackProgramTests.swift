import Glibc
import Support
import Testing
import Wire

@testable import Launch
@testable import Release

/// The small program, and the whole one in its place: both do the same.
extension OwnProcessTests {
    private static let programs = [[Binaries.unpacker], [Binaries.roost, "roost-unpack"]]

    private func outcome(_ program: [String], _ order: UnpackOrder) throws -> (end: ServerProcess.End?, output: String) {
        let process = try ServerProcess("env", program + order.arguments)
        return (try process.waitForEnd(within: .seconds(60)), process.output)
    }

    @Test(arguments: programs) func `a program of its own makes trees of full artifacts and of deltas`(_ program: [String]) throws {
        let pair = try TreePair(["a": Array("old".utf8), "b": [1]], ["a": Array("new".utf8), "b": [1], "sub/ö": [2]])
        let orders = [
            (UnpackOrder(pair.folder.path("full"), into: pair.folder.path("one")), try pair.base.manifest()),
            (UnpackOrder(pair.deltaPath, since: pair.base.path, into: pair.folder.path("two")), pair.manifest),
        ]
        for (order, manifest) in orders {
            let (end, output) = try outcome(program, order)
            #expect(end == .exited(0) && output.isEmpty, "\(output)")
            #expect(try ReleaseTree(order.folder).flaws(against: manifest).isEmpty)
        }
    }

    @Test(arguments: programs) func `why it could not is one line of JSON`(_ program: [String]) throws {
        let folder = try TemporaryFolder("unpacked")
        try folder.write("no archive", to: "artifact")
        let (end, output) = try outcome(program, UnpackOrder(folder.path("artifact"), into: folder.path("tree")))
        #expect(end == .exited(1))
        #expect(output.hasPrefix(#"{"artifact":"#) && output.hasSuffix("\n") && output.split(separator: "\n").count == 1, "\(output)")

        let missing = try outcome(program, UnpackOrder(folder.path("missing"), into: folder.path("tree")))
        #expect(missing.end == .exited(1) && missing.output.contains(#""system":\#(ENOENT)"#), "\(missing.output)")
    }

    @Test(arguments: programs) func `other arguments are none of its`(_ program: [String]) throws {
        let process = try ServerProcess("env", program + ["full", "one"])
        #expect(try process.waitForEnd(within: .seconds(60)) == .exited(2))
    }

    /// Where there is nothing to be fenced in, a stranger's bytes are not looked at.
    @Test(arguments: programs) func `without its folders it reads no byte of the artifact`(_ program: [String]) throws {
        let folder = try TemporaryFolder("unpacked")
        try folder.write("no archive", to: "artifact")
        let orders = [
            (UnpackOrder(folder.path("artifact"), since: folder.path("no base"), into: folder.path("tree")), "no base: cannot open it"),
            (UnpackOrder(folder.path("artifact"), into: folder.path("no/tree")), "cannot make \(folder.path("no/tree"))"),
            (UnpackOrder(folder.path("artifact"), into: folder.path("artifact")), "cannot open \(folder.path("artifact"))"),
        ]
        for (order, words) in orders {
            let (end, output) = try outcome(["strace", "-f", "-o", folder.path("trace"), "-e", "trace=read,pread64"] + program, order)
            let failure = (try? JSON(parsing: Array(output.utf8))).flatMap { ReleaseFailure($0) }
            #expect(end == .exited(1) && failure.map { "\($0)" }?.contains(words) == true, "\(output)")
            #expect(!folder.read("trace").contains("no archive"))
        }
    }

    /// Asked of the kernel, by strace: before it has opened the artifact.
    @Test(.enabled(if: FileRules.version > 0, "this kernel has no Landlock"), arguments: programs)
    func `it is behind its fence before it reads a byte`(_ program: [String]) throws {
        let folder = try TemporaryFolder("unpacked")
        try folder.write("no archive", to: "artifact")
        let order = UnpackOrder(folder.path("artifact"), into: folder.path("tree"))
        let trace = ["-f", "-o", folder.path("trace"), "-e", "trace=openat,landlock_restrict_self"]
        _ = try ServerProcess("strace", trace + program + order.arguments).waitForEnd(within: .seconds(60))
        let lines = folder.read("trace").split(separator: "\n")
        let fence = try #require(lines.firstIndex { $0.contains("landlock_restrict_self") && $0.contains("= 0") }, "\(lines)")
        let reading = try #require(lines.firstIndex { $0.contains(folder.path("artifact")) && !$0.contains("O_PATH") }, "\(lines)")
        #expect(fence < reading)
    }
}

import Glibc
import Support
import Testing

/// The folder beside the target, in which a fetch does its work.
@Suite struct WorkFolderTests {
    @Test func `where another fetch is at work, nothing is touched`() throws {
        let served = try ServedPublication("1.0.0")
        try served.router.write("half of it", to: ".one.fetch/tree/bin/tool")
        let other = open(served.router.path(".one.fetch"), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(other) }
        #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
        let refused = try served.fetch(into: "one")
        #expect(refused.status == 1 && refused.errors.contains(".one.fetch: another fetch is at work in it"), "\(refused.errors)")
        #expect(served.router.read(".one.fetch/tree/bin/tool") == "half of it" && served.hasLeftNothing(of: "one"))
        #expect(flock(other, LOCK_UN) == 0)
        #expect(try served.fetch(into: "one").status == 0)
        #expect(served.tree("one", isOf: "1.0.0"))
    }

    /// Asked of the kernel, by strace. Until the tree has its name, another fetch could begin anew with it.
    @Test func `a fetch holds its folder from before the first file until the tree is in its place`() throws {
        let served = try ServedPublication("1.0.0")
        let calls = "trace=flock,mkdir,rename,renameat,renameat2,execve,vfork,clone,clone3"
        let trace = try CommandResult(
            of: "strace",
            [
                "-f", "-o", served.router.path("trace"), "-e", calls, ServerProgram.ours.path, "publish", "fetch", "--url", served.url,
                "--channel", "stable", "--id", "tool", "--root", "\(served.publication.workshop)/root.json", "--into",
                served.router.path("one"),
            ], within: .seconds(60))
        #expect(trace.status == 0, "\(trace.errors)")
        let lines = served.router.read("trace").split(separator: "\n")
        let made = try #require(lines.firstIndex { $0.contains("mkdir(") && $0.contains("/.one.fetch\"") }, "\(lines)")
        let held = try #require(
            lines[made...].firstIndex { $0.contains("flock(") && $0.contains("LOCK_EX|LOCK_NB)") && $0.hasSuffix("= 0") }, "\(lines)")
        let descriptor = lines[held].drop { $0 != "(" }.prefix { $0 != "," }
        let put = try #require(lines.firstIndex { $0.contains("rename") && $0.contains("/.one.fetch/tree\", \"") }, "\(lines)")
        let letGo = try #require(lines[held...].firstIndex { $0.contains("flock\(descriptor), LOCK_UN)") }, "\(lines)")
        let unpacker = try #require(lines.firstIndex { $0.contains("execve(") && $0.contains("/roost-unpack\"") }, "\(lines)")
        #expect(held < unpacker && unpacker < put, "\(lines[made...].joined(separator: "\n"))")
        #expect(held < put && put < letGo, "\(lines[made...].joined(separator: "\n"))")
    }

    /// As a kill leaves it, when the release after it has been published since.
    @Test(arguments: [
        "a file more", "a folder for a file", "a file for a folder", "a name that none may have", "a file for all", "a link in a circle",
    ])
    func `what another version has left there is cleared away`(_ left: String) throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        try served.fetch("--version", "1.0.0", into: "one")
        #expect(unlink(served.router.path("one/release.json")) == 0)
        _ = try served.router.makeFolder(".two.fetch")
        #expect(rename(served.router.path("one"), served.router.path(".two.fetch/tree")) == 0)
        switch left {
        case "a file more": try served.router.write("gone since", to: ".two.fetch/tree/bin/prog")
        case "a folder for a file":
            #expect(unlink(served.router.path(".two.fetch/tree/share/text")) == 0)
            _ = try served.router.makeFolder(".two.fetch/tree/share/text")
        case "a file for a folder":
            #expect(rename(served.router.path(".two.fetch/tree/share/text"), served.router.path(".two.fetch/tree/text")) == 0)
            #expect(rmdir(served.router.path(".two.fetch/tree/share")) == 0)
            #expect(rename(served.router.path(".two.fetch/tree/text"), served.router.path(".two.fetch/tree/share")) == 0)
        case "a file for all", "a link in a circle":
            let tree = served.router.path(".two.fetch/tree")
            #expect(rename(tree, served.router.path("aside")) == 0)
            if left == "a file for all" { try served.router.write("", to: ".two.fetch/tree") } else { #expect(symlink("tree", tree) == 0) }
        default: try served.router.write("", to: ".two.fetch/tree/a\nb")
        }
        let fetch = try served.fetch(into: "two")
        #expect(fetch.status == 0 && served.tree("two", isOf: "1.1.0"), "\(fetch.errors)")
        #expect(!exists(served.router.path("two/bin/prog")) && !exists(served.router.path(".two.fetch")))
    }
}

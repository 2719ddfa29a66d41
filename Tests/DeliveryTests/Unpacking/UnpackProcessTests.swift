import Glibc
import Release
import Support
import Testing

@testable import Delivery

/// What becomes of an order in another process, however that ends.
extension OwnProcessTests {
    private func failure(of script: String) throws -> ReleaseFailure? {
        let folder = try TemporaryFolder("unpack")
        let program = try folder.write("#!/bin/sh\n\(script)\n", to: "program", mode: 0o755)
        do throws(ReleaseFailure) {
            _ = try UnpackProcess.run(UnpackOrder("/artifact", since: "/base", into: folder.path("tree")), by: program)
            return nil
        } catch {
            return error
        }
    }

    @Test func `its own word is believed`() throws {
        #expect(
            try failure(of: #"echo '{"system":28,"doing":"write","path":"/x"}'; exit 1"#) == .system(code: 28, doing: "write", path: "/x"))
        #expect(try failure(of: #"echo '{"tree":"/x","why":"is no folder"}'; exit 1"#) == .tree(path: "/x", why: "is no folder"))
    }

    @Test func `a death without a word is the artifact's fault`() throws {
        let killed = ReleaseFailure.artifact(place: "/artifact", why: "the process that unpacked it was killed by signal 9")
        #expect(try failure(of: "kill -9 $$") == killed)
        let refused = ReleaseFailure.artifact(place: "/artifact", why: "the process that unpacked it ended with status 3")
        #expect(try failure(of: "echo nonsense; exit 3") == refused)
        #expect(try failure(of: "yes | head -c 100000; exit 3") == refused)
    }

    @Test func `done is only what is there`() throws {
        guard case .system(ENOENT, _, _) = try failure(of: "exit 0") else { return #expect(Bool(false), "nothing was made, and it passed") }
    }

    @Test func `a program that is not there is said so`() {
        #expect(throws: ReleaseFailure.system(code: ENOENT, doing: "start", path: "/nowhere")) {
            try UnpackProcess.run(UnpackOrder("/artifact", into: "/tree"), by: "/nowhere")
        }
    }

    @Test func `its words are an order again`() {
        for order in [UnpackOrder("/a", into: "/b"), UnpackOrder("/a", since: "/c", into: "/b")] {
            #expect(UnpackOrder(arguments: order.arguments) == order)
        }
        for words in [[], ["full"], ["full", "a"], ["delta", "a", "b"], ["full", "a", "b", "c"], ["other", "a", "b"]] {
            #expect(UnpackOrder(arguments: words) == nil)
        }
    }
}

import Glibc
import PowerCut
import Support
import Testing

/// `roost publish`, killed at a call that it makes: clients see the old repository or the new one, and the next publisher goes on.
@Suite(.serialized)
struct KilledPublicationTests {
    private func log(_ folder: TemporaryFolder, _ words: [String], _ publication: RecordedPublication, _ arguments: [String]) throws {
        let strace = ["-f", "-o", folder.path("log")] + words
        let process = try ServerProcess("strace", strace + [Binaries.roost, "publish"] + arguments + ["--workshop", publication.workshop])
        _ = try process.waitForEnd(within: .seconds(60))
    }

    /// Every rename and link, each of which changes what is there under a name; of the others so many, from all over.
    @Test(arguments: ["rename", "link,linkat", "openat", "write", "fsync", "unlink,unlinkat"])
    func `a release that is killed leaves the old repository or the new one`(_ call: String) throws {
        let template = try RecordedPublication()
        try template.run("init")
        try template.runAll(["release", "--channel", "hotfix"] + template.tool("1.0.0"))
        let arguments = ["release", "--channel", "hotfix"] + template.tool("1.1.0")
        let old = try template.sight()
        let folder = try TemporaryFolder("killed")
        let trial = try template.copy()
        try log(folder, ["--seccomp-bpf", "-e", "trace=\(call)"], trial, arguments)
        let new = try trial.sight()
        #expect(new != old && new.problems.isEmpty)
        let count = folder.read("log").split(separator: "\n").filter { $0.contains("(") && !$0.contains("resumed>") }.count
        var killed = 0
        for number in Self.points(of: count, atMost: Thoroughness.kills) {
            let publication = try template.copy()
            // A filter of strace's would stop the program at no place where a signal can be sent.
            try log(folder, ["-e", "inject=\(call):signal=KILL:when=\(number)"], publication, arguments)
            if folder.read("log").contains("killed by SIGKILL") { killed += 1 }
            let seen = try RecordedPublication.sight(of: publication.workshop, refresh: true)
            #expect(seen.isUsable, "killed at \(call) \(number) of \(count): the next publisher cannot go on")
            #expect(seen == old || seen == new, "killed at \(call) \(number) of \(count): \(seen)")
        }
        print("killed at \(call): \(killed) of \(count) calls")
        #expect(count == 0 || killed > 0)
    }

    private static func points(of count: Int, atMost limit: Int) -> [Int] {
        count <= limit ? Array(1..<(count + 1)) : (0..<limit).map { 1 + (2 * $0 + 1) * count / (2 * limit) }
    }
}

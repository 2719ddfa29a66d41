import Foundation
import Support
import TUF
import Testing
import Trust

@testable import Publishing

/// python-tuf, the specification's reference client, unchanged, reads what we write.
struct PythonTUFTests {
    private let bench: Bench

    init() throws {
        bench = try Bench("[channels.nightly]\n[channels.beta]\n[channels.stable]\n", isInitialized: false)
        // It has no other clock than the machine's.
        bench.now = UTCTime(secondsSince1970: Int(Date().timeIntervalSince1970))
    }

    private func ask(_ targets: String..., cache: String = "cache") throws -> [String] {
        let script = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/tuf_client_check.py"
        let arguments = [script, bench.path("repository"), bench.path("root.json"), bench.folder.path(cache)] + targets
        let process = try ServerProcess(PythonEnvironment.withTUF.get(), arguments)
        let end = try process.waitForEnd(within: .seconds(60))
        guard end == .exited(0) else { throw ServerEnded(end: end, errors: process.errors) }
        return process.output.split(separator: "\n").map(String.init)
    }

    private func line(_ path: ExactText) throws -> String {
        let file = try #require(try bench.check().state.targetFiles.first { $0.path == path }).file
        let digest = try #require(file.hashes.digests.first)
        return "\(path.string) \(file.length) \(digest)"
    }

    @Test(arguments: SignatureScheme.allCases)
    func `it finds, checks and downloads targets of any channel, whatever the kind of key`(_ scheme: SignatureScheme) throws {
        _ = try bench.publisher().initialize(scheme, passphrase: nil)
        try bench.release("1.0.0", to: "nightly")
        try bench.promote("1.0.0", to: "stable")
        let answer = try ask("stable/core-1.0.0-amd64.tar.xz", "nightly/core-1.0.0-amd64.tar.xz", "beta/core-1.0.0-amd64.tar.xz")
        #expect(answer.count == 3 && answer[2] == "beta/core-1.0.0-amd64.tar.xz unknown")
        #expect(try answer[0].hasPrefix(line("stable/core-1.0.0-amd64.tar.xz")))
        #expect(answer[0].contains(#""kind": "core""#) && answer[0].contains(#""version": "1.0.0""#))
        #expect(try answer[1].hasPrefix(line("nightly/core-1.0.0-amd64.tar.xz")))
    }

    @Test func `it follows every rotation, one by one and all at once`() throws {
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        try bench.release("1.0.0", to: "stable")
        let expected = try line("stable/core-1.0.0-amd64.tar.xz")
        #expect(try ask("stable/core-1.0.0-amd64.tar.xz")[0].hasPrefix(expected))
        #expect(try ask("stable/core-1.0.0-amd64.tar.xz", cache: "late")[0].hasPrefix(expected))
        for role in ["root", "timestamp", "snapshot", "targets", "stable", "root"] {
            _ = try bench.publisher().rotate(role, scheme: .ecdsaP256, passphrase: nil)
            #expect(try ask("stable/core-1.0.0-amd64.tar.xz")[0].hasPrefix(expected), "after the rotation of \(role)")
        }
        #expect(try ask("stable/core-1.0.0-amd64.tar.xz", cache: "late")[0].hasPrefix(expected))
        #expect(try ask("stable/core-1.0.0-amd64.tar.xz", cache: "new")[0].hasPrefix(expected))
    }

    /// The moment between the last file and the new root, as a client of the old root sees it.
    @Test func `it takes what both keys have signed while the new root is not out yet`() throws {
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        try bench.release("1.0.0", to: "stable")
        for role in ["timestamp", "snapshot", "targets"] {
            _ = try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil)
            for name in ["repository/metadata/2.root.json", "published"] { try FileManager.default.removeItem(atPath: bench.path(name)) }
            #expect(try ask("stable/core-1.0.0-amd64.tar.xz").count == 1)
        }
    }
}

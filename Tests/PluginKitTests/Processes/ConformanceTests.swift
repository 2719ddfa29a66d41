import Foundation
import PluginKit
import Support
import Testing

/// Real shell plugins, good and bad, put through the suite.
@Suite struct ConformanceTests {
    static let examples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Plugins/Examples")
        .standardized

    /// Speaks the bus as `Plugins/Examples/shell` does, with room for bad manners.
    static func script(
        ready: Bool = true, beats: Bool = true, onMessage: String = ":", onTerm: String = "exit 0", atEnd: String = "exit 1"
    ) -> String {
        """
        trap '\(onTerm)' TERM
        printf 'CONNECT {}\\r\\nSUB x 1\\r\\n' >&3
        \(ready ? "printf 'PUB kernel.ready 0\\r\\n\\r\\n' >&3" : ":")
        \(beats ? "(while sleep 1 && kill -0 $$ 2>/dev/null; do printf 'PUB kernel.beat 0\\r\\n\\r\\n' >&3; done) &" : ":")
        while IFS= read -r line <&3; do
          case $line in
          PING*) printf 'PONG\\r\\n' >&3 ;;
          MSG*) set -f; for size in $line; do :; done; dd bs=1 count=$((${size%?} + 2)) <&3 >/dev/null 2>&1; \(onMessage) ;;
          esac
        done
        \(atEnd)
        """
    }

    private func broken(_ script: String) async throws -> [String] {
        try await broken(executable: "/bin/sh", ["-c", script], in: "/tmp")
    }

    /// The rules it breaks.
    private func broken(executable: String, _ arguments: [String], in folder: String) async throws -> [String] {
        var suite = Conformance(executable: executable, arguments: arguments, directory: folder, feature: "tried")
        suite.readyWithin = .seconds(2)
        suite.stopWithin = .seconds(2)
        let verdicts = try await onOwnThread { [suite] in try suite.run() }
        #expect(verdicts.count == 9)
        return verdicts.filter { !$0.isKept }.map(\.rule)
    }

    @Test func `a good plugin keeps every rule`() async throws {
        #expect(try await broken(Self.script()) == [])
    }

    @Test func `the shell example keeps every rule`() async throws {
        let folder = Self.examples.appending(path: "shell").path()
        #expect(try await broken(executable: "/bin/sh", ["./plugin.sh"], in: folder) == [])
    }

    @Test func `one that never gets ready is found out`() async throws {
        #expect(try await broken(Self.script(ready: false)) == ["becomes ready", "ends when the kernel is gone"])
    }

    @Test func `one that does not beat is found out`() async throws {
        #expect(try await broken(Self.script(beats: false)) == ["beats", "still beats after garbage"])
    }

    @Test func `one that ignores SIGTERM is found out`() async throws {
        #expect(try await broken(Self.script(onTerm: "")) == ["stops on SIGTERM in time"])
    }

    @Test func `one that calls its stop a failure is found out`() async throws {
        #expect(try await broken(Self.script(onTerm: "exit 3")) == ["stops on SIGTERM in time"])
    }

    @Test func `one that dies of garbage is found out`() async throws {
        let rules = try await broken(Self.script(onMessage: "case $line in *' x '*|'MSG x'*) exit 9 ;; esac"))
        #expect(rules == ["survives garbage", "still beats after garbage", "stops on SIGTERM in time"])
    }

    @Test func `one that outlives the kernel is found out`() async throws {
        #expect(try await broken(Self.script(atEnd: "sleep 60")) == ["ends when the kernel is gone"])
    }

    @Test func `one that ends at once keeps no rule, and its last words are told`() async throws {
        var suite = Conformance(
            executable: "/bin/sh", arguments: ["-c", "echo no disk >&2; exit 3"], directory: "/tmp", feature: "x")
        suite.readyWithin = .seconds(2)
        let verdicts = try await onOwnThread { [suite] in try suite.run() }
        #expect(verdicts.allSatisfy { !$0.isKept })
        #expect(verdicts[0].words == "it ended with status 3; its last words: no disk")
    }

    @Test func `what is not there cannot be tried`() async throws {
        await #expect(throws: (any Error).self) { try await broken(executable: "/nowhere/plugin", [], in: "/tmp") }
    }
}

import EventLoop
import Glibc
import Manifests
import Support
import Testing

@testable import Update

@Suite struct ProberTests {
    @Test func `a command has no rights of ours, and little room`() throws {
        let words = try LoopTask.run { loop in
            let prober = Prober(loop: loop, isRoot: true)
            return prober.command(for: .exec(command: "dig x")).arguments.joined(separator: " ")
        }
        #expect(words.hasPrefix("roost-launch --feature probe --parent "))
        #expect(words.contains("--no-new-privs --user nobody --limit nofile=64"))
        #expect(words.hasSuffix("--death-signal 9 -- /bin/sh -c dig x"))
    }

    @Test func `addresses and URLs are asked by the program that asks those of manifests`() throws {
        let words = try LoopTask.run { loop in
            let prober = Prober(loop: loop, patience: 7)
            return [Probe.tcp(host: "::1", port: 53), .http(url: "http://a/b"), .dns(name: "a", server: "b", port: 5)].map {
                prober.command(for: $0).arguments
            }
        }
        #expect(
            words == [
                ["roost-probe", "tcp", "::1", "53", "7"], ["roost-probe", "http", "http://a/b", "7"],
                ["roost-probe", "dns", "a", "b", "5", "7"],
            ])
    }
}

extension OwnProcessTests {
    /// Probes by real children.
    @Suite struct ProbeChildTests {
        private func ask(_ probe: Probe, patience: UInt64 = 20_000, of program: String = ProgramBeside.roost) throws -> Answer {
            try LoopTask.run { loop in
                let prober = Prober(loop: loop, executable: program, patience: patience)
                let held = Held()
                return await withCheckedContinuation { (waiting: CheckedContinuation<Answer, Never>) in
                    held.child = prober.ask(probe) { answer in
                        held.child = nil
                        waiting.resume(returning: answer)
                    }
                }
            }
        }

        private final class Held {
            var child: ProbeChild?
        }

        @Test func `a command is judged by how it ends, and its last words say why`() throws {
            #expect(try ask(.exec(command: "exit 0")) == .passed)
            #expect(try ask(.exec(command: "exit 7")) == .failed("it ended with status 7"))
            #expect(try ask(.exec(command: "echo one >&2; echo two >&2; exit 1")) == .failed("two"))
            #expect(try ask(.exec(command: "kill -9 $$")) == .failed("it was killed by signal 9"))
            #expect(try ask(.exec(command: "yes | head -c 1000000 >&2; kill -9 $$")) == .failed("y"))
        }

        @Test func `one that does not answer is killed with all it has started`() throws {
            let folder = try TemporaryFolder("probe", mode: 0o777)
            let script = "echo $$ > \(folder.path("shell")); sleep 1000 & echo $! > \(folder.path("pid")); sleep 1000"
            let answer = try ask(.exec(command: script), patience: 1000)
            #expect(answer == .failed("no answer within 1 s"))
            let pid = folder.read("pid").split(separator: "\n").first.map(String.init) ?? "?"
            try Deadline.wait(for: "the end of \(pid)") { !exists("/proc/\(pid)") || readText("/proc/\(pid)/stat").contains(") Z") }
            // Its loop has ended before it: a zombie of ours would keep the other tests here waiting.
            let shell = try #require(Int32(folder.read("shell").split(separator: "\n").first ?? ""))
            try Deadline.wait(for: "the end of the shell") { waitpid(shell, nil, WNOHANG) != 0 }
        }

        @Test func `a port is open or not, and a program that is not there is told`() throws {
            let server = try RawServer { _, _ in }
            #expect(try ask(.tcp(host: "127.0.0.1", port: server.port)) == .passed)
            #expect(try ask(.tcp(host: "127.0.0.1", port: 1)).isFailure)
            let missing = try ask(.exec(command: "true"), of: "/nowhere/roost")
            #expect(missing.detail.contains("could not be started"))
        }
    }
}

import Glibc
import Support
import Testing
import Wire

/// `roost publish fetch`: from a URL to a checked tree.
@Suite struct FetchTests {
    @Test func `the first release comes whole, the next one by delta, and both are what was published`() throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        let first = try served.fetch("--version", "1.0.0", into: "one")
        #expect(first.status == 0 && first.output.contains("by the full artifact"), "\(first.errors)")
        #expect(served.tree("one", isOf: "1.0.0"))
        let second = try served.fetch("--base", served.router.path("one"), "--json", into: "two")
        let report = try JSON(parsing: Array(second.output.utf8))
        #expect(report["artifact"]?.string == "delta" && report["from"]?.string == "1.0.0" && report["version"]?.string == "1.1.0")
        #expect(served.tree("two", isOf: "1.1.0"))
        #expect(served.nginx.answers.allSatisfy { $0.hasPrefix("200 ") || $0.contains("root.json") }, "\(served.nginx.answers)")
    }

    @Test func `a delta that is no good is passed over for the full artifact, and it is said`() throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        try served.fetch("--version", "1.0.0", into: "one")
        let delta = try served.artifact("1.1.0-all-from")
        try overwrite(delta, with: Array(repeating: 7, count: readBytes(delta).count))
        let fetch = try served.fetch("--base", served.router.path("one"), into: "two")
        #expect(fetch.status == 0 && fetch.output.contains("not by the delta from 1.0.0") && fetch.output.contains("by the full artifact"))
        #expect(served.tree("two", isOf: "1.1.0"))
    }

    @Test func `a tree that was altered since is no base, and what comes of it is right all the same`() throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        try served.fetch("--version", "1.0.0", into: "one")
        try served.router.write("altered\n", to: "one/share/text")
        let fetch = try served.fetch("--base", served.router.path("one"), into: "two")
        #expect(fetch.status == 0 && fetch.output.contains("by the full artifact"), "\(fetch.output)")
        #expect(served.tree("two", isOf: "1.1.0"))
    }

    @Test(arguments: ["share/text", "share", "bin/tool", "release.json"])
    func `a tree that has lost something is no base, and the release comes whole`(_ lost: String) throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        try served.fetch("--version", "1.0.0", into: "one")
        #expect(rename(served.router.path("one/\(lost)"), served.router.path("lost")) == 0)
        let fetch = try served.fetch("--base", served.router.path("one"), into: "two")
        #expect(fetch.status == 0 && served.tree("two", isOf: "1.1.0"), "\(fetch.errors)")
        #expect(lost == "bin/tool" || fetch.output.contains("by the full artifact"), "\(fetch.output)")
    }

    @Test func `from a folder, as on a USB stick, with the same checks`() throws {
        let served = try ServedPublication("1.0.0")
        let folder = "\(served.publication.workshop)/repository"
        #expect(try served.fetch(into: "one", from: folder).status == 0)
        #expect(served.tree("one", isOf: "1.0.0") && served.nginx.answers.isEmpty)
        let artifact = try served.artifact("1.0.0")
        try overwrite(artifact, with: readBytes(artifact).dropLast() + [0])
        let refused = try served.fetch(into: "two", from: folder)
        #expect(refused.status == 1 && refused.errors.contains("is not the file that is signed for"))
        #expect(served.hasLeftNothing(of: "two"))
    }

    @Test func `cut off by kill -9, the same command goes on where it was`() throws {
        let served = try ServedPublication()
        try served.publication.folder.write(SplitMix.noise(600_000), to: "noise/file")
        let made = try served.publication.publish(
            "release", "--channel", "stable", "--id", "tool", "--version", "1.0.0", "--arch", "all", served.publication.folder.path("noise")
        )
        #expect(made.status == 0, "\(made.errors)")
        let line = try LineProxy(to: served.nginx.port) { _ in .init(piece: 4000, pause: .milliseconds(1)) }
        let words = [
            "publish", "fetch", "--url", "http://127.0.0.1:\(line.port)/roost", "--channel", "stable", "--id", "tool", "--root",
            "\(served.publication.workshop)/root.json", "--into", served.router.path("got"),
        ]
        let cut = try ServerProcess(ServerProgram.ours.path, words)
        try Deadline.wait(for: "half of it") { line.bytesPassed.reduce(0, +) > 300_000 }
        cut.signal(SIGKILL)
        _ = try cut.waitForEnd()
        let before = line.bytesPassed.reduce(0, +)
        let again = try CommandResult(of: ServerProgram.ours.path, words, within: .seconds(60))
        #expect(again.status == 0, "\(again.errors)")
        #expect(readBytes(served.router.path("got/file")) == SplitMix.noise(600_000))
        // Not the whole again: metadata where it was not kept, and of the artifact at most 64 KiB and what was on the line, which on a busy
        // machine are all bytes that the killed process had not read from its socket yet.
        #expect(line.bytesPassed.reduce(0, +) - before < 560_000)
        #expect(!exists(served.router.path(".got.fetch")))
    }

    @Test func `by TLS from a pinned authority, and from no other`() throws {
        let authority = try TestAuthority()
        let served = try ServedPublication("1.0.0", "1.1.0", certificate: authority.issue("server", for: "DNS:localhost"))
        let first = try served.fetch("--authority", authority.path, "--version", "1.0.0", into: "one", from: served.secureURL)
        #expect(first.status == 0, "\(first.errors)")
        let second = try served.fetch(
            "--authority", authority.path, "--base", served.router.path("one"), into: "two", from: served.secureURL)
        #expect(second.status == 0 && second.output.contains("by the delta from 1.0.0"), "\(second.errors)")
        #expect(served.tree("one", isOf: "1.0.0") && served.tree("two", isOf: "1.1.0"))
        let other = try served.fetch("--authority", TestAuthority("Another").path, into: "three", from: served.secureURL)
        #expect(other.status == 1 && other.errors.contains("authority"), "\(other.errors)")
        let system = try served.fetch(into: "three", from: served.secureURL)
        #expect(system.status == 1, "\(system.errors)")
        #expect(served.hasLeftNothing(of: "three"))
        // The system's authorities, as OpenSSL finds them.
        served.publication.environment = ["SSL_CERT_FILE=\(authority.path)"]
        let found = try served.fetch(into: "three", from: served.secureURL)
        #expect(found.status == 0 && served.tree("three", isOf: "1.1.0"), "\(found.errors)")
    }

    @Test func `the environment's proxy is asked, but not for whom it excepts`() throws {
        let served = try ServedPublication("1.0.0")
        let line = try LineProxy(to: served.nginx.port) { _ in .init() }
        // nginx takes a proxy's request for one of its own.
        served.publication.environment = ["http_proxy=http://127.0.0.1:\(line.port)"]
        let fetch = try served.fetch(into: "one", from: "http://repo.invalid/roost")
        #expect(fetch.status == 0 && served.tree("one", isOf: "1.0.0"), "\(fetch.errors)")
        let before = line.connectionCount
        #expect(before > 0)
        served.publication.environment.append("no_proxy=127.0.0.1")
        #expect(try served.fetch(into: "two").status == 0)
        #expect(line.connectionCount == before)
    }

    /// No upper bound: a busy machine may be slower. Below it, the limit is not kept.
    @Test func `no more bytes a second than allowed`() throws {
        let served = try ServedPublication()
        try served.publication.folder.write(SplitMix.noise(400_000), to: "noise/file")
        let made = try served.publication.publish(
            "release", "--channel", "stable", "--id", "tool", "--version", "1.0.0", "--arch", "all", served.publication.folder.path("noise")
        )
        #expect(made.status == 0, "\(made.errors)")
        var fetch: CommandResult?
        let time = try ContinuousClock().measure { fetch = try served.fetch("--rate", "200000", into: "one") }
        #expect(fetch?.status == 0)
        // What idle times save up, a quarter of a second, comes for nothing.
        #expect(time >= .milliseconds(1700), "\(time)")
    }

    @Test func `a first root that is none is refused and kept nowhere, so that the right one is taken`() throws {
        let served = try ServedPublication("1.0.0")
        let workshop = served.publication.workshop
        try served.router.write("garbage", to: "garbage")
        try served.router.write("", to: "empty")
        let roots = [served.router.path("garbage"), served.router.path("empty"), "\(served.metadata)/timestamp.json"]
        let words = ["fetch", "--url", served.url, "--channel", "stable", "--id", "tool", "--into", served.router.path("one"), "--root"]
        for root in roots {
            let refused = try served.publication.publish(words + [root])
            #expect(refused.status == 1, "\(refused.errors)")
            #expect(refused.onlyLine?.contains("one.trust/root.json: the root that was given") == true, "\(refused.errors)")
        }
        let other = try Publication()
        try other.publish("init")
        let wrong = try served.publication.publish(words + ["\(other.workshop)/root.json"])
        #expect(wrong.status == 1 && wrong.onlyLine?.contains("one.trust: for another repository") == true, "\(wrong.errors)")
        let right = try served.publication.publish(words + ["\(workshop)/root.json", "--trust", served.router.path("one.new.trust")])
        #expect(right.status == 0 && served.tree("one", isOf: "1.0.0"), "\(right.errors)")
    }

    @Test func `many at once with one trust folder, one of them killed, all get their release`() throws {
        let served = try ServedPublication("1.0.0")
        func start(_ name: String) throws -> ServerProcess {
            try ServerProcess(
                ServerProgram.ours.path,
                [
                    "publish", "fetch", "--url", served.url, "--channel", "stable", "--id", "tool", "--root",
                    "\(served.publication.workshop)/root.json", "--trust", served.router.path("trust"), "--into", served.router.path(name),
                ])
        }
        for round in 0..<3 {
            let victim = try start("victim")
            let others = try (0..<4).map { try start("\(round)-\($0)") }
            victim.signal(SIGKILL)
            _ = try victim.waitForEnd()
            for (number, fetch) in others.enumerated() {
                #expect(try fetch.waitForEnd() == .exited(0), "\(fetch.errors)")
                #expect(served.tree("\(round)-\(number)", isOf: "1.0.0"))
            }
            // The next round begins with the next root, and with nothing.
            #expect(try served.publication.publish("rotate", "timestamp").status == 0)
            _ = try CommandResult(of: "rm", ["-rf", served.router.path("trust"), served.router.path("victim")])
        }
    }

    @Test func `what is not there is said with what is`() throws {
        let served = try ServedPublication("1.0.0")
        let version = try served.fetch("--version", "3.0.0", into: "x")
        #expect(version.status == 1 && version.onlyLine?.contains("it has 1.0.0 (all)") == true, "\(version.errors)")
        let channel = try served.fetch("--channel", "weekly", into: "x")
        #expect(channel.status == 1 && channel.onlyLine?.contains("it has nightly, beta, stable, lts, hotfix") == true, "\(channel.errors)")
        let nobody = try served.fetch(into: "x", from: "http://127.0.0.1:1/roost")
        #expect(nobody.status == 1 && nobody.onlyLine?.contains("127.0.0.1:1") == true, "\(nobody.errors)")
        #expect(try served.fetch(into: "x", from: "ftp://127.0.0.1/roost").status == 1)
        #expect(try served.fetch("--rate", "1", into: "x").status == 2)
        #expect(served.hasLeftNothing(of: "x"))
    }
}

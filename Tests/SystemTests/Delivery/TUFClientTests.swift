import Glibc
import Support
import Testing

/// The client that the public conformance suite asks, by its command line: what it leaves on the disk, and what it asks for.
@Suite struct TUFClientTests {
    private let served: ServedPublication
    private let folder: TemporaryFolder

    init() throws {
        served = try ServedPublication("1.0.0")
        folder = try TemporaryFolder("client")
        _ = try (folder.makeFolder("targets"), folder.makeFolder("odd"))
    }

    private func client(_ words: [String]) throws -> Int32? {
        let client = try CommandResult(of: Binaries.besideTests("tuf-client"), words, within: .seconds(60))
        #expect((client.status == 0) == client.errors.isEmpty, "\(client.errors)")
        return client.status
    }

    private var place: [String] { ["--metadata-url", "\(served.url)/metadata", "--metadata-dir", folder.path("trust")] }

    private func begin() throws {
        let root = "\(served.publication.workshop)/root.json"
        #expect(try client(["--metadata-dir", folder.path("trust"), "init", root]) == 0)
    }

    private func download(_ names: String...) throws -> Int32? {
        let targets = ["--target-dir", folder.path("targets"), "--target-base-url", "\(served.url)/targets"]
        return try client(place + names.flatMap { ["--target-name", $0] } + targets + ["download"])
    }

    private func names(in place: String) throws -> Set<String> {
        Set(try CommandResult(of: "ls", ["-A", folder.path(place)]).output.split(separator: "\n").map(String.init))
    }

    /// Since it was asked last: status and file of each answer.
    private func answers(after count: Int) -> [String] {
        served.nginx.answers.dropFirst(count).map { line in
            let words = line.split(separator: " ")
            return "\(words[0]) \(words[2].split(separator: "/").last ?? "")"
        }
    }

    @Test func `a refresh asks for what is new, each once, and stores it under the roles' names`() throws {
        try begin()
        #expect(try names(in: "trust") == ["root.json"] && served.nginx.answers.isEmpty)
        #expect(try client(place + ["refresh"]) == 0)
        #expect(answers(after: 0) == ["404 2.root.json", "200 timestamp.json", "200 2.snapshot.json", "200 1.targets.json"])
        let roles: Set = ["root.json", "timestamp.json", "snapshot.json", "targets.json"]
        #expect(try names(in: "trust") == roles)
        #expect(try client(place + ["refresh"]) == 0)
        #expect(answers(after: 4) == ["404 2.root.json", "200 timestamp.json"], "what is there and holds is not asked for again")
        #expect(try names(in: "trust") == roles)
    }

    @Test func `a target comes with the role that vouches for it, and once`() throws {
        try begin()
        #expect(try download("stable/tool-1.0.0-all.tar.xz") == 0)
        let asked = answers(after: 4)
        #expect(asked.count == 2 && asked[0] == "200 2.stable.json" && asked[1].hasSuffix(".tool-1.0.0-all.tar.xz"), "\(asked)")
        #expect(try names(in: "trust").contains("stable.json") && names(in: "targets").count == 1)
        #expect(try download("stable/tool-1.0.0-all.tar.xz") == 0)
        #expect(answers(after: 6) == ["404 2.root.json", "200 timestamp.json"])
    }

    @Test func `a target that is swapped, too long, cut short or unknown leaves nothing, and is 1`() throws {
        try begin()
        let artifact = try served.artifact("1.0.0")
        let whole = readBytes(artifact)
        for bytes in [whole.dropLast() + [whole.last! ^ 1], whole + [0], Array(whole.dropLast())] {
            try overwrite(artifact, with: bytes)
            #expect(try download("stable/tool-1.0.0-all.tar.xz") == 1)
            #expect(try names(in: "targets").isEmpty)
        }
        #expect(try download("stable/none") == 1 && download("../../etc/passwd") == 1)
        #expect(try names(in: "targets").isEmpty && names(in: "odd").isEmpty)
    }

    @Test func `a first root that is none is not taken`() throws {
        for bytes in [Array("garbage".utf8), [], readBytes("\(served.metadata)/timestamp.json")] {
            try overwrite(folder.path("odd/root"), with: bytes)
            #expect(try client(["--metadata-dir", folder.path("trust"), "init", folder.path("odd/root")]) == 1)
        }
        #expect(!exists(folder.path("trust")))
        try begin()
    }

    @Test func `whatever else it is asked, it ends with 1`() throws {
        try begin()
        let odd: [[String]] = [
            [], ["refresh"], place, place + ["renew"], place + ["refresh", "more"], place + ["--target-name", "x", "download"],
            ["--metadata-dir", folder.path("odd"), "init", folder.path("none")],
            ["--metadata-url", "\(served.url)/metadata", "--metadata-dir", folder.path("odd"), "refresh"],
            ["--metadata-url", "http://127.0.0.1:1", "--metadata-dir", folder.path("trust"), "refresh"],
            ["--metadata-url", "no url", "--metadata-dir", folder.path("trust"), "refresh"],
        ]
        for words in odd { #expect(try client(words) == 1, "\(words)") }
        #expect(try names(in: "trust") == ["root.json"] && names(in: "odd").isEmpty)
    }
}

import Glibc
import Support
import TUF
import Testing

@testable import Publishing

struct BrokenRepositoryTests {
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.release("1.0.0", to: "stable")
        return bench
    }

    /// Whatever is done to it, publishing refuses and leaves everything as it is.
    private func expectRefusal(_ bench: Bench, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = try bench.served()
        for attempt in [{ _ = try bench.publisher().refresh([]) }, { try bench.promote("1.0.0", to: "beta") }] {
            let error = #expect(throws: PublishingError.self, sourceLocation: sourceLocation) { try attempt() }
            #expect(error?.description.contains(word) == true, "\(error.map { "\($0)" } ?? "")", sourceLocation: sourceLocation)
        }
        #expect(try bench.served() == before, sourceLocation: sourceLocation)
    }

    @Test(arguments: ["timestamp.json", "2.snapshot.json", "1.targets.json", "2.stable.json", "1.beta.json"])
    func `metadata that is missing, cut short or altered is refused by its name`(_ name: String) throws {
        for change in ["", "cut", "altered"] {
            let bench = try bench()
            let path = "w/repository/metadata/\(name)"
            let text = bench.folder.read(path)
            unlink(bench.folder.path(path))
            if change == "cut" { try bench.folder.write(String(text.dropLast(30)), to: path) }
            if change == "altered" { try bench.folder.write(text.replacing(":00Z", with: ":01Z"), to: path) }
            try expectRefusal(bench, name == "timestamp.json" ? "timestamp" : name)
            #expect(throws: PublishingError.self) { _ = try bench.check() }
        }
    }

    @Test func `a target that is missing, of another length or exchanged is refused, whichever channel is published`() throws {
        let bench = try bench()
        let target = try #require(try bench.check().state.targetFiles.first)
        let path = "w/repository/targets/\(target.storedPath)"
        let text = try #require(try InputFile.bytes(bench.folder.path(path), atMost: 1 << 20))
        unlink(bench.folder.path(path))
        try expectRefusal(bench, "is missing")
        #expect(try bench.check().problems.count == 1)
        try Shelf(bench.folder.path("w/repository/targets/stable")).write(
            text.reversed(), to: target.storedPath.replacing("stable/", with: ""))
        #expect(try bench.check().problems.first?.contains("digest") == true)
        try expectRefusal(bench, "its digest differs")
        try bench.folder.write("x", to: path)
        try expectRefusal(bench, "bytes instead of")
    }

    @Test func `a file in the pool that somebody changed is not signed`() throws {
        let bench = try bench()
        let pool = bench.path("repository/targets/pool")
        let name = try #require(try Shelf(pool).names().first)
        unlink("\(pool)/\(name)")
        try bench.folder.write("evil", to: "w/repository/targets/pool/\(name)")
        let error = #expect(throws: PublishingError.self) { try bench.promote("1.0.0", to: "beta") }
        #expect(error?.description.contains("was changed") == true)
        #expect(try bench.check().problems.isEmpty)
    }

    @Test func `a base that somebody changed is found before anything is compressed`() throws {
        let bench = try bench()
        let pool = bench.path("repository/targets/pool")
        let name = try #require(try Shelf(pool).names().first)
        let bytes = try #require(try InputFile.bytes("\(pool)/\(name)", atMost: 1 << 20))
        // Without it, the file in the channel, which is the same one, would be refused before.
        try Shelf(pool).write(bytes.reversed(), to: name)
        let before = try bench.served()
        var heard: [String] = []
        let error = #expect(throws: PublishingError.self) {
            try bench.publisher().add(bench.order("1.1.0"), dryRun: false) { doing, _ in heard.append(doing) }
        }
        #expect(error?.description.contains("was changed") == true && heard.isEmpty)
        #expect(try bench.served() == before)
    }

    @Test func `what cannot be made leaves no part in what is served`() throws {
        let bench = try bench()
        let before = try bench.served()
        let order = try bench.order("1.1.0")
        #expect(throws: PublishingError.self) {
            // Gone after it was compressed: the base is compared with a tree that is not there any more.
            try bench.publisher().add(order, dryRun: false) { doing, _ in
                if doing.hasPrefix("unpacking") { unlink("\(order.folder)/share/text") }
            }
        }
        #expect(try bench.served() == before && access(bench.path("work"), F_OK) != 0)
    }

    @Test func `a repository of other keys is not taken for ours`() throws {
        let (ours, others) = (try bench(), try bench())
        for name in try Shelf(others.path("repository/metadata")).names() {
            try ours.folder.write(others.folder.read("w/repository/metadata/\(name)"), to: "w/repository/metadata/\(name)")
        }
        try expectRefusal(ours, "timestamp")
    }

    @Test func `expired is said with role and date, and can be renewed`() throws {
        let bench = try bench()
        bench.days(6)
        #expect(try bench.check().warnings.map { $0.contains("timestamp") } == [true])
        bench.days(2)
        let problems = try bench.check().problems
        #expect(problems.count == 1 && problems[0].contains("'timestamp' expired at 2026-11-09T12:00:00Z"))
        _ = try bench.publisher().refresh([])
        #expect(try bench.check().problems.isEmpty)
        bench.days(400)
        #expect(try bench.check().problems.count == 9)
        _ = try bench.publisher().refresh(["root", "targets", "snapshot", "nightly", "beta", "stable", "lts", "hotfix"])
        #expect(try bench.check().problems.isEmpty)
    }
}

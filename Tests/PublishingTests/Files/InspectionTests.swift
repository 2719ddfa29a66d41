import Glibc
import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct InspectionTests {
    private let bench: Bench
    private let path: String
    /// Long after any file was changed.
    private static let later = UTCTime("2099-01-01T00:00:00Z")!

    init() throws {
        bench = try Bench(isInitialized: false)
        try bench.folder.write("as it was signed", to: "artifact")
        path = bench.folder.path("artifact")
    }

    private func inspection(at now: UTCTime = later) throws -> Inspection { Inspection(try bench.workshop, machine: now) }

    /// What the next publishers believe, with another digest in it: then it shows whether it was believed.
    private func forge() throws -> String {
        let forged = String(repeating: "ab", count: 32)
        try bench.folder.write(forged + bench.folder.read("w/inspected").dropFirst(64), to: "w/inspected")
        return forged
    }

    @Test func `what nobody has touched is not read again`() throws {
        let first = try inspection()
        #expect(try first.content(of: path) == FileContent(of: path))
        try first.keep()
        let forged = try forge()
        #expect(try inspection().content(of: path)?.digest.description == forged)
    }

    @Test func `what was written over with as many bytes, or put in its place, is read`() throws {
        let first = try inspection()
        _ = try first.content(of: path)
        try first.keep()
        _ = try forge()
        try bench.folder.write("AS IT WAS SIGNED", to: "artifact")
        #expect(try inspection().content(of: path) == FileContent(of: Array("AS IT WAS SIGNED".utf8)))
        unlink(path)
        #expect(try inspection().content(of: path) == nil)
    }

    @Test func `what was changed only now is not kept, since it may change again within the same tick`() throws {
        let first = try inspection(at: Bench.start)
        _ = try first.content(of: path)
        try first.keep()
        #expect(access(bench.path("inspected"), F_OK) != 0)
    }

    @Test func `a publisher that works at a later moment than now believes no file the sooner for it`() throws {
        let bench = try Bench()
        bench.now = Self.later
        try bench.release("1.0.0", to: "stable")
        _ = try bench.publisher().open()
        #expect(bench.folder.read("w/inspected").isEmpty)
        bench.machine = Self.later
        _ = try bench.publisher().open()
        #expect(!bench.folder.read("w/inspected").isEmpty)
    }

    @Test(arguments: ["", "\n\n", "no digest at all", String(repeating: "z", count: 200)])
    func `what cannot be read counts for nothing`(_ text: String) throws {
        try bench.folder.write(text, to: "w/inspected")
        #expect(try inspection().content(of: path) == FileContent(of: path))
    }
}

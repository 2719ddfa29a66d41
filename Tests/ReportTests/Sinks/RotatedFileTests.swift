import EventLoop
import Foundation
import Support
import Testing

@testable import Report

@Suite struct RotatedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("reports") }

    private func append(_ lines: [String], size: Int64 = 10, files: Int = 3, to name: String = "r") async throws -> [String?] {
        let path = name.hasPrefix("/") ? name : folder.path(name)
        return try await onLoop { loop in
            let file = RotatedFile(path, size: size, files: files, on: WorkLane(on: loop))
            var problems: [String?] = []
            for line in lines { problems.append(await file.append(line)) }
            return problems
        }
    }

    @Test func `lines come one after the other, and the oldest go`() async throws {
        let problems = try await append(["1234", "5678", "abcd", "efgh", "ijkl", "mnop", "qrst"])
        #expect(problems.allSatisfy { $0 == nil })
        #expect(folder.read("r") == "qrst\n" && folder.read("r.1") == "ijkl\nmnop\n" && folder.read("r.2") == "abcd\nefgh\n")
        #expect(!exists(folder.path("r.3")))
    }

    @Test func `one file alone begins anew, and a line that is too long for it has it alone`() async throws {
        _ = try await append(["1234", "5678", "abcd"], files: 1)
        #expect(folder.read("r") == "abcd\n" && !exists(folder.path("r.1")))
        _ = try await append([String(repeating: "x", count: 50)], files: 1)
        #expect(folder.read("r") == String(repeating: "x", count: 50) + "\n")
    }

    @Test func `what cannot be written is told, and no link is followed`() async throws {
        #expect(try await append(["x"], to: "nowhere/r")[0]?.contains("nowhere/r: open: No such file") == true)
        try folder.write("precious", to: "target")
        symlink(folder.path("target"), folder.path("link"))
        #expect(try await append(["x"], size: 1000, to: "link")[0] != nil)
        #expect(folder.read("target") == "precious")
    }

    @Test func `a full disk is told`() async throws {
        #expect(try await append(["x"], to: "/dev/full")[0] == "/dev/full: write: No space left on device")
    }
}

import Support
import Testing
import Trust

@testable import Release

/// Patches made to read or write where they should not, in deltas that are otherwise right.
struct HostilePatchTests {
    private let pair: TreePair

    init() throws { pair = try TreePair(["a": Array(repeating: 1, count: 50)], ["a": Array(repeating: 2, count: 100)]) }

    /// All names but those of the staging folder and what it may hold.
    private var outside: [String] { TestFiles.names(below: pair.folder.path).filter { $0 != "out" && $0 != "out/a" } }

    private func refusal(of numbers: [Int64], _ rest: [UInt8] = Array(repeating: 0, count: 400)) throws -> String {
        let patch = [1] + numbers.flatMap(VariableInteger.bytes) + rest
        return try refusal(of: patch, TreePath("a")!)
    }

    private func refusal(of patch: [UInt8], _ from: TreePath, dictionary: UInt32 = DeltaArtifact.dictionary) throws -> String {
        let stream = try XZWriter.compressed(patch, XZSettings(dictionary: dictionary))
        let header = try pair.header
        let part = DeltaPart.patched(from, length: Int64(stream.count))
        let hostile = DeltaHeader(fromVersion: header.fromVersion, fromTree: header.fromTree, manifest: header.manifest, parts: [part])
        _ = try DeltaArtifact.write(hostile, [stream], to: pair.folder.path("hostile"))
        let before = outside
        let failure = #expect(throws: ReleaseFailure.self) {
            try DeltaArtifact.apply(pair.folder.path("hostile"), to: pair.base, into: pair.folder.path("out"))
        }
        #expect(outside == before, "nothing outside the staging folder, and no release.json in it")
        return failure?.description ?? ""
    }

    @Test func `steps out of bounds are refused before they are taken`() throws {
        let fold = VariableInteger.folded
        for (numbers, words) in [
            ([fold(-1), 10, 90], "leaves the old file"), ([fold(51), 0, 100], "leaves the old file"),
            ([fold(Int64.min / 4), 1, 1], "leaves the old file"),
            ([0, 51, 49], "more than the old file has"), ([fold(1), 50, 0], "more than the old file has"),
            ([0, .max, 0], "more than the old file has"),
            ([0, 50, 51], "more than the new file has"), ([0, 0, 101], "more than the new file has"),
            ([0, 1, .max], "more than the new file has"),
            ([0, 0, 0], "a step of nothing"),
        ] {
            let refusal = try refusal(of: numbers)
            #expect(refusal.contains(words), "\(numbers): \(refusal)")
        }
    }

    @Test func `numbers without end, streams without end and streams that end are refused`() throws {
        #expect(try refusal(of: [], Array(repeating: 0xff, count: 100)).contains("number without end"))
        #expect(try refusal(of: [0, 50, 50], Array(repeating: 0, count: 101)).contains("behind its end"))
        #expect(try refusal(of: [0, 50, 50], Array(repeating: 0, count: 99)).contains("too early"))
        #expect(try refusal(of: [0, 50, 50], Array(repeating: 0, count: 100)).contains("digest"))
    }

    @Test func `a patch that wants much memory is refused`() throws {
        #expect(try refusal(of: Array(repeating: 0, count: 200), TreePath("a")!, dictionary: 64 << 20).contains("memory"))
    }

    @Test func `an old file that is not there is refused`() throws {
        #expect(try refusal(of: Array(repeating: 0, count: 200), TreePath("nowhere")!).contains("open"))
    }
}

import Contracts
import Testing

@testable import Update

@Suite struct DataPiecesTests {
    private func piece(_ path: String, _ bytes: Int64, files: Int = 1) -> DataPieces.Piece { .init(path: path, bytes: bytes, files: files) }

    @Test func `the small ones are kept, as far as they have room together`() {
        let pieces = DataPieces([piece("cache", 4 << 20), piece("b.conf", 20), piece("a.conf", 10), piece("spool", 1, files: 1000)])
        #expect(pieces.kept.map(\.path) == ["a.conf", "b.conf"] && pieces.bytes == 30 && pieces.files == 2)
        #expect(pieces.left == ["spool", "cache"])
    }

    @Test func `no more than so many`() {
        let pieces = DataPieces((0..<20).map { piece("f\($0)", Int64($0)) })
        #expect(pieces.kept.count == DataPieces.mostPieces && pieces.left == ["f16", "f17", "f18", "f19"])
    }

    @Test func `what a transaction has no room for goes, the largest first`() {
        var plan = ChangePlan()
        for id in ["a", "b", "c", "d"] {
            var change = FeatureChange(id: id, from: "1.0.0", tree: "/h/data/update/staging/u/trees/\(id)")
            (change.hasFolder, change.copies) = (true, "/h/data/update/staging/u/data/\(id)")
            change.pieces = DataPieces((0..<16).map { piece("f\($0)", Int64($0)) })
            plan.features.append(change)
        }
        plan.fit(on: Site(home: "/h"))
        #expect(plan.features.map(\.pieces.kept.count) == [13, 13, 13, 13])
        #expect(plan.features[0].pieces.left == ["f13", "f14", "f15"])
        let operations = try? plan.operations(on: Site(home: "/h"), none: "/h/none")
        #expect(operations?.count == ChangePlan.mostOperations)
        #expect(operations?.first == .move(from: "@home/data/update/staging/u/data/a/0", to: "@home/data/a/f0"))
    }
}

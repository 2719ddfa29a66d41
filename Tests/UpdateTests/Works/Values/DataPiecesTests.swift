import Contracts
import Testing

@testable import Update

@Suite struct DataPiecesTests {
    private func piece(_ path: String, _ bytes: Int64, files: Int = 1) -> DataPieces.Piece { .init(path: path, bytes: bytes, files: files) }

    @Test func `the small ones are kept, as far as they have room together`() {
        let pieces = DataPieces([piece("cache", 4 << 20), piece("b.conf", 20), piece("a.conf", 10), piece("spool", 1, files: 1000)])
        #expect(pieces.kept.map(\.path) == ["a.conf", "b.conf"] && pieces.bytes == 30 && pieces.files == 2)
        #expect(pieces.left.mapValues(\.names) == [.large: ["cache"], .many: ["spool"]])
    }

    @Test func `no more than so many`() {
        let pieces = DataPieces((0..<20).map { piece("f\($0)", Int64($0)) })
        #expect(pieces.kept.count == DataPieces.mostPieces && pieces.left.mapValues(\.names) == [.many: ["f16", "f17", "f18", "f19"]])
    }

    @Test func `the report has a sentence for each reason, with the first few names and how many more there are`() {
        let many = DataPieces((0..<30).map { piece("f\($0 < 10 ? "0" : "")\($0)", 1) })
        let large = DataPieces([piece("cache", 5 << 20), piece(String(repeating: "x", count: 200), 6 << 20)])
        let notes = DataPieces.notes([("web", many), ("dns", large), ("tor", DataPieces())])
        #expect(notes.count == 2)
        #expect(
            notes.first == "too large (4 MiB are kept of each feature), so not kept for going back and left as they are: "
                + "dns/cache, dns/\(String(repeating: "x", count: 20))...")
        #expect(notes.last?.hasPrefix("too many (16 pieces with 1000 files are kept of each feature), so not kept") == true)
        #expect(notes.last?.hasSuffix(": \((16..<24).map { "web/f\($0)" }.joined(separator: ", ")) and 6 more") == true, "\(notes)")
    }

    @Test func `what must not be copied is not, however small it is`() {
        var second = piece("second", 1)
        second.flaw = .foreign
        var pieces = DataPieces([second])
        pieces.leave(unnamed: 3)
        #expect(pieces.kept.isEmpty && pieces.left.mapValues(\.count) == [.foreign: 1, .unnamed: 3])
        #expect(DataPieces.notes([("web", pieces)]).last?.hasSuffix("left as they are: 3 of them") == true)
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
        #expect(plan.features[0].pieces.left.mapValues(\.names) == [.many: ["f15", "f14", "f13"]])
        let operations = try? plan.operations(on: Site(home: "/h"), none: "/h/none")
        #expect(operations?.count == ChangePlan.mostOperations)
        #expect(operations?.first == .move(from: "@home/data/update/staging/u/data/a/0", to: "@home/data/a/f0"))
    }
}

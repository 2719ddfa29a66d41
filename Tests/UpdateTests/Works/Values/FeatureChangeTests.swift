import Contracts
import Testing

@testable import Update

@Suite struct FeatureChangeTests {
    private let site = Site(home: "/h")
    private let none = "/h/data/update/staging/u/none"

    private func change(_ edit: (inout FeatureChange) -> Void = { _ in }) -> FeatureChange {
        var change = FeatureChange(id: "web", from: "1.0.0", tree: "/h/data/update/staging/u/trees/web")
        change.hasFolder = true
        edit(&change)
        return change
    }

    @Test func `a folder is put aside as the version before, and the new one takes its place`() {
        #expect(
            change().operations(on: site, none: none) == [
                .writeFile(
                    path: "@home/data/update/previous/web/about.json", content: .text(#"{"version":"1.0.0","databases":{}}"#), mode: nil),
                .move(from: "@home/plugins/web", to: "@home/data/update/previous/web/tree"),
                .move(from: "@home/data/update/staging/u/trees/web", to: "@home/plugins/web"),
            ])
    }

    @Test func `a feature that was not there only arrives, one that is a manifest alone leaves nothing to go back to`() {
        let arrival = JournalContract.Operation.move(from: "@home/data/update/staging/u/trees/web", to: "@home/plugins/web")
        #expect(change { $0.hasFolder = false }.operations(on: site, none: none) == [arrival])
        let alone = change { ($0.hasFolder, $0.hasManifest) = (false, true) }
        #expect(alone.operations(on: site, none: none) == [.removeTree(path: "@home/plugins/web.toml"), arrival])
    }

    @Test func `each database changes its file, and one that is migrated is kept for going back later`() {
        let change = change {
            $0.databases = [DatabaseFile(path: "a.db", size: 100), DatabaseFile(path: "sub/b", size: 1000)]
            $0.migrations = ["sub/b": "sql", "not-there.db": "sql"]
        }
        let operations = change.operations(on: site, none: none)
        #expect(
            operations.prefix(3) == [
                .migrateDatabase(path: "@home/data/web/a.db", scripts: "@home/data/update/staging/u/none"),
                .snapshotDatabase(path: "@home/data/web/sub/b", to: "@home/data/update/previous/web/1.db"),
                .migrateDatabase(path: "@home/data/web/sub/b", scripts: "@home/data/update/staging/u/trees/web/sql"),
            ])
        guard case .writeFile(_, .text(let text), _) = operations[3] else { return #expect(Bool(false)) }
        #expect(PreviousVersion(parsing: Array(text.utf8)) == .init(version: "1.0.0", databases: ["sub/b": "1.db"]))
        #expect(change.room == 100 + 2 * 1000)
    }

    @Test func `on the way back a kept copy takes a database's place, without the log of the one it replaces`() {
        let change = change {
            $0.databases = [DatabaseFile(path: "b.db", size: 1000, companions: ["-wal", "-shm"])]
            $0.restores = ["b.db": "1.db"]
        }
        #expect(
            change.operations(on: site, none: none).prefix(3) == [
                .removeTree(path: "@home/data/web/b.db-wal"), .removeTree(path: "@home/data/web/b.db-shm"),
                .move(from: "@home/data/update/previous/web/1.db", to: "@home/data/web/b.db"),
            ])
        #expect(change.room == 0)
    }

    @Test func `what is kept is read as it was written, and nothing else is`() {
        let kept = PreviousVersion(version: "1.0.0", databases: ["a/\"b\".db": "0.db"])
        #expect(PreviousVersion(parsing: Array(kept.text.utf8)) == kept)
        for text in ["", "{}", #"{"version":1,"databases":{}}"#, #"{"version":"1.0.0"}"#] {
            #expect(PreviousVersion(parsing: Array(text.utf8)) == nil)
        }
    }
}

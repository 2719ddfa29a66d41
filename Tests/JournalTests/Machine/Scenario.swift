import Contracts
import Testing

/// A state of the disk, and operations that change it.
struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    let prepare: @Sendable (Machine) throws -> Void
    let operations: [JournalContract.Operation]

    var testDescription: String { name }

    init(_ name: String, _ operations: [JournalContract.Operation], _ prepare: @escaping @Sendable (Machine) throws -> Void) {
        (self.name, self.operations, self.prepare) = (name, operations, prepare)
    }

    static let files: [Scenario] = [
        Scenario("move over a file", [.move(from: "new", to: "it")]) { machine in
            try machine.put("new", "2")
            try machine.put("it", "1", mode: 0o640)
        },
        Scenario("move to a free name, in another folder", [.move(from: "@data/new", to: "@data/sub/it")]) { machine in
            try machine.put("new", "2")
            try machine.makeFolder("sub")
        },
        Scenario("move a folder over a folder", [.move(from: "new", to: "it")]) { machine in
            for name in ["new", "it"] {
                try machine.makeFolder(name)
                try machine.put("\(name)/file", name)
                try machine.makeFolder("\(name)/deeper")
            }
            try machine.put("new/deeper/more", "x")
        },
        Scenario("move one out of the way, then another in", [.move(from: "it", to: "was"), .move(from: "new", to: "it")]) { machine in
            try machine.put("new", "2")
            try machine.put("it", "1")
        },
        Scenario("swap a link", [.swapLink(link: "current", to: "b")]) { machine in
            for name in ["a", "b"] { try machine.makeFolder(name) }
            try machine.link("current", to: "a")
        },
        Scenario("make a link", [.swapLink(link: "current", to: "b")]) { try $0.makeFolder("b") },
        Scenario("write over a file", [.writeFile(path: "it", content: .text("2"), mode: "0644")]) {
            try $0.put("it", "1", mode: 0o600, owner: 65534)
        },
        Scenario("write a new file", [.writeFile(path: "it", content: .base64("AAEC"), mode: nil)]) { _ in },
        Scenario("remove a tree", [.removeTree(path: "it")]) { machine in
            try machine.makeFolder("it")
            try machine.put("it/file", "1")
            try machine.makeFolder("it/deeper")
        },
        Scenario(
            "arm a trial and swap the slot",
            [.armTrial(previous: "a", slot: "b", deadline: 60), .swapLink(link: "@home/slots/current", to: "b")]
        ) { try $0.makeSlots() },
        Scenario(
            "all of them at once",
            [
                .move(from: "new", to: "it"), .writeFile(path: "written", content: .text("2"), mode: nil), .removeTree(path: "gone"),
                .swapLink(link: "current", to: "b"),
            ]
        ) { machine in
            for name in ["new", "it", "written"] { try machine.put(name, name) }
            for name in ["gone", "a", "b"] { try machine.makeFolder(name) }
            try machine.put("gone/file", "1")
            try machine.link("current", to: "a")
        },
    ]

    static let databases: [Scenario] = [
        Scenario("snapshot a database with a log", [.snapshotDatabase(path: "app.db", to: "copy.db")]) { try $0.makeDatabase() },
        Scenario("migrate a database with a log", [.migrateDatabase(path: "app.db", scripts: "scripts")]) { machine in
            try machine.makeDatabase()
            try machine.makeScripts()
        },
    ]
}

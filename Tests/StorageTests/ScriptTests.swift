import Storage
import Support
import Testing

@Suite struct ScriptTests {
    private let folder: TemporaryFolder
    private let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path("a.db"), .create)
    }

    private func run(_ text: String) throws -> [Int] {
        let script = try #require(Script(text.utf8))
        var numbers: [Int] = []
        do { try script.run(on: database) { numbers.append($0) } } catch { numbers.append(-numbers.count) }
        return numbers
    }

    @Test func `each statement runs, comments and white space are none`() throws {
        _ = try run("-- tables\nCREATE TABLE a (x); ; /* of b; */ CREATE TABLE b (x);\n\n-- end\n")
        #expect(try database.values("SELECT name FROM sqlite_schema ORDER BY 1", as: String.self) == ["a", "b"])
    }

    @Test func `the statement that failed is known by its number`() throws {
        let numbers = try run("CREATE TABLE a (x); INSERT INTO a VALUES (1); INSERT INTO b VALUES (2); CREATE TABLE c (x);")
        #expect(numbers == [1, 2, 3, -3])
    }

    @Test func `a zero byte is refused`() { #expect(Script("SELECT 1;\0 SELECT 2".utf8) == nil) }

    @Test func `rows of every statement are stepped through`() throws {
        _ = try run("CREATE TABLE a (x); INSERT INTO a VALUES (1), (2); SELECT * FROM a; UPDATE a SET x = x + 1 RETURNING x;")
        #expect(try database.values("SELECT x FROM a ORDER BY x", as: Int.self) == [2, 3])
    }
}

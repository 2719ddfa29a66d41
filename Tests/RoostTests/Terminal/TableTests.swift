import Testing

@testable import roost

@Suite struct `A table` {
    private var table: Table {
        var table = Table("NAME", "#PID", "CAUSE")
        table.rows = [["a", "7", ""], ["longer", "1234", "exit status 1"]]
        return table
    }

    @Test func `has columns as wide as their widest cell, numbers to the right, and no blanks at the end`() {
        #expect(table.lines() == ["NAME     PID  CAUSE", "a          7", "longer  1234  exit status 1"])
    }

    @Test func `is cut to the width of the screen`() {
        #expect(table.lines(width: 16) == ["NAME     PID  CA", "a          7", "longer  1234  ex"])
    }

    @Test func `has colours only where they are wanted`() {
        var table = Table("STATE")
        table.rows = [[Table.Cell("ready", .green)]]
        #expect(table.lines(style: Style(isColoured: true)) == ["\u{1B}[1mSTATE\u{1B}[0m", "\u{1B}[32mready\u{1B}[0m"])
        #expect(table.lines() == ["STATE", "ready"])
    }

    @Test func `what is missing is a dash`() {
        #expect(Table.Cell(nil).text == "-")
    }

    @Test func `words of others cannot move the cursor or make lines`() {
        #expect(Table.Cell("a\u{1B}[2Jb\nc\u{9B}d\u{202E}e").text == "a·[2Jb c·d·e")
        #expect(Printable.lines("a\nb\u{7}") == "a\nb·")
    }
}

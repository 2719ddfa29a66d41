import CSQLite

/// A text of several statements, run one after the other.
public struct Script: Sendable {
    private let text: [CChar]

    /// Nil if the text holds a zero byte, where SQLite would stop reading without a word.
    public init?(_ text: some Sequence<UInt8>) {
        let bytes = Array(text)
        guard !bytes.contains(0) else { return nil }
        self.text = bytes.map { CChar(bitPattern: $0) } + [0]
    }

    /// Runs all of it, within the caller's transaction if there is one; rows are thrown away.
    ///
    /// - Parameter beginning: called before each statement with its number, counted from 1. (sqlite3_prepare_v3)
    public func run(on database: Database, beginning: (Int) -> Void = { _ in }) throws(SQLiteError) {
        var offset = 0
        var number = 0
        while offset < text.count - 1 {
            beginning(number + 1)
            let (statement, end) = try prepare(at: offset, on: database)
            offset = end
            // Only comments or white space are left.
            guard let statement else { continue }
            number += 1
            while try statement.step() {}
        }
    }

    private func prepare(at offset: Int, on database: Database) throws(SQLiteError) -> (Statement?, end: Int) {
        var prepared: OpaquePointer?
        var end = text.count - 1
        let result = text.withUnsafeBufferPointer { text in
            var tail: UnsafePointer<CChar>?
            let start = text.baseAddress! + offset
            let result = sqlite3_prepare_v3(database.raw, start, Int32(clamping: text.count - offset), 0, &prepared, &tail)
            if let tail { end = offset + (tail - start) }
            return result
        }
        try check(result, of: database.raw)
        return (prepared.map(Statement.init), end)
    }
}

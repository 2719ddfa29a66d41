import TOMLKit

extension ConfigurationTable {
    /// A whole file, and what `body` makes of it.
    static func read<Value>(
        _ text: [UInt8], of file: String, allowed: [String], _ body: (ConfigurationTable) throws(ManifestProblem) -> Value
    ) throws(ConfigurationProblem) -> Value {
        let read: (table: TOMLTable, lines: KeyLines)
        do throws(TOMLText.Flaw) {
            read = try TOMLText.read(text)
        } catch {
            throw ConfigurationProblem(file: file, line: error.line, reason: error.reason, remedy: error.remedy)
        }
        do throws(ManifestProblem) {
            let source = TableReader.Source(id: "", file: file, lines: read.lines)
            return try body(try ConfigurationTable(read.table, allowed: allowed, source: source))
        } catch {
            throw ConfigurationProblem(error)
        }
    }
}

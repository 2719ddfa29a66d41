import Publishing
import TUF
import Wire

/// Which role expires when.
struct ExpiryReport {
    private let expiries: [(role: String, expires: UTCTime)]
    private let now: UTCTime

    init(_ state: RepositoryState, now: UTCTime) { (expiries, self.now) = (state.expiries, now) }

    /// By role.
    var json: JSON { .object(expiries.map { JSON.Member($0.role, .string($0.expires.description)) }) }

    func lines(style: Style) -> [String] {
        var table = Table("ROLE", "EXPIRES", "IN")
        table.rows = expiries.map { [Table.Cell($0.role), Table.Cell($0.expires.description), left($0.expires)] }
        return table.lines(style: style)
    }

    private func left(_ expires: UTCTime) -> Table.Cell {
        let seconds = expires.secondsSince1970 - now.secondsSince1970
        guard seconds > 0 else { return Table.Cell("expired", .red) }
        return Table.Cell(Words.duration(seconds: Double(seconds)), seconds < 2 * 86_400 ? .yellow : nil)
    }
}

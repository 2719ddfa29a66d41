/// A stream as the database has it.
struct StreamRow: Equatable, Sendable {
    let id: Int64
    let name: String
    var next: Int64
    var keptBytes: Int64
    var maxAge: Double?
    var maxBytes: Int64?

    /// What a stream keeps unless it is told otherwise.
    static let ownMaxBytes: Int64 = 32 << 20

    static let columns = "id, name, next, kept_bytes, max_age, max_bytes"
    typealias Columns = (Int64, String, Int64, Int64, Double?, Int64?)

    init(_ row: Columns) {
        (id, name, next, keptBytes, maxAge, maxBytes) = row
    }
}

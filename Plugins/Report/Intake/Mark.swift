/// An event of the stream `report.seen`: this was heard, and need not be heard again.
struct Mark: Codable, Equatable {
    /// Of an entry.
    var key: String?
    /// How far the journal's own stream was read.
    var journal: Int64?
}

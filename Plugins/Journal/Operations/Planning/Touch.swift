/// A place that an operation of a transaction changes.
struct Touch: Equatable, Sendable {
    let path: HomePath
    let transaction: Int64
    /// Moves may follow each other over one name; others would lose what they made ready there.
    let isMove: Bool
}

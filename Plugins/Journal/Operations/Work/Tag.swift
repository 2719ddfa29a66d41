/// The names under which an operation keeps what it needs beside the place it works on: `.roost-<transaction>-<operation>.<what>`.
///
/// They are all that undoing goes by, so each is on the disk before what it stands for is changed.
struct Tag: Equatable, Sendable {
    enum Purpose: String, CaseIterable, Sendable {
        /// What is to come.
        case new
        /// What was there.
        case old
        /// An empty file: nothing was there.
        case none
        /// To be removed.
        case dropped
    }

    let transaction: Int64
    let operation: Int

    func name(_ purpose: Purpose, _ part: String = "") -> String {
        "\(HomePath.reservedPrefix)\(transaction)-\(operation).\(purpose.rawValue)\(part)"
    }

    /// How all of its names begin.
    var prefix: String { "\(HomePath.reservedPrefix)\(transaction)-\(operation)." }
}

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

    /// What tells the names of one operation that needs several apart.
    static let parts = ["", "-from", "-snapshot", "-state"] + MigrationWork.companions

    /// All that it may come to use.
    var names: [String] { Purpose.allCases.flatMap { purpose in Self.parts.map { name(purpose, $0) } } }

    func name(_ purpose: Purpose, _ part: String = "") -> String {
        "\(HomePath.reservedPrefix)\(transaction)-\(operation).\(purpose.rawValue)\(part)"
    }

    /// How all of its names begin.
    var prefix: String { "\(HomePath.reservedPrefix)\(transaction)-\(operation)." }
}

/// A namespace that a cut may leave.
struct NameVariant {
    let names: Namespace
    /// What did not reach the disk.
    let lost: [String]

    var words: String { lost.isEmpty ? "all names" : "lost: \(lost.joined(separator: "; "))" }
}

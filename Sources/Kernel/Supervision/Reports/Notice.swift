/// A sentence for the user about a feature, with its cause and what to do.
struct Notice: Equatable, Sendable {
    var id: String
    var text: String
    var cause: String
    /// The end of what it wrote to stderr.
    var lastWords: String
    var remedy: String
}

extension Notice {
    static func disabled(_ id: String, _ crash: Crash?) -> Notice {
        Notice(
            id: id, text: "Feature '\(id)' has been disabled due to repeated errors", cause: crash?.cause ?? "",
            lastWords: crash?.lastWords ?? "",
            remedy: "\(crash?.advice ?? "look at its log"); then: roost feature reset \(id)")
    }
}

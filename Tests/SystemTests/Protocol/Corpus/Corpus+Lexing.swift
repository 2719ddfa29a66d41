extension Corpus {
    /// How lines are cut and verbs are read.
    static let lexing: [Script] = [
        .says("a ping before connect is answered", as: .none, "PING"),
        .says("a verb is read in lower case", "sub a 1\npub a 1\nx\nunsub 1\nping\npong"),
        .says("a verb is read in mixed case", "sUb a 1\nPuB a 1\nx\nUnSuB 1\npInG\npOnG"),
    ]
}

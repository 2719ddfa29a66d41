/// What a client would make of a repository, and what will soon be wrong with it.
package struct CheckReport: Sendable {
    package let state: RepositoryState
    package let targets: Int
    package let bytes: Int
    /// What a client refuses, each in one sentence.
    package let problems: [String]
    /// What it will refuse if nobody does anything.
    package let warnings: [String]
}

/// Which keys a role had, and which it has now, by their ids.
package struct Rotation: Sendable {
    package let role: String
    package let old: [String]
    package let new: [String]
    package let state: RepositoryState
}

/// The feature as it lies on a router's disk: its tree, its database, and what is kept of the version before.
struct RouterTrees: Equatable, Sendable {
    let program: HomeState
    let data: HomeState
    /// Of the version before; nothing where there is none.
    let kept: HomeState
    /// Names beside it: what is neither installed nor reserved by an unfinished transaction is a leftover.
    let plugins: [String]

    init(of home: String) throws {
        program = try HomeState(of: "\(home)/plugins/\(RouterHome.feature)")
        data = try HomeState(of: "\(home)/data/\(RouterHome.feature)")
        kept = try HomeState(of: "\(home)/data/update/previous/\(RouterHome.feature)")
        plugins = FolderListing.names(in: "\(home)/plugins").sorted()
    }

    /// Of databases that are not whole.
    var damage: [String] { program.damage + data.damage + kept.damage }

    /// How it differs from another, for reports.
    func difference(from other: RouterTrees) -> String {
        let parts = [
            program.difference(from: other.program), data.difference(from: other.data), kept.difference(from: other.kept),
            plugins == other.plugins ? "" : "plugins/ holds \(plugins), not \(other.plugins)",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

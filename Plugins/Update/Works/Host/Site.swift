import Files

/// Where everything of this host is that updates touch: absolute paths, without a slash at their ends.
struct Site: Equatable, Sendable {
    let home: String

    init(home: String) { self.home = home }

    /// From `HOME/data/update`, as the host gives it.
    init?(dataFolder: String) {
        guard let home = FilePath(dataFolder).beginning(before: "/data/update") else { return nil }
        self.home = home
    }

    var data: String { "\(home)/data/update" }
    var staging: String { "\(data)/staging" }
    /// Room for going back, on a disk that is full.
    var reserve: String { "\(data)/reserve" }
    var trust: String { "\(data)/trust" }
    var firstRoot: String { "\(home)/trust/root.json" }
    var authorities: String { "\(home)/trust/authorities.pem" }
    var policy: String { "\(home)/policy.toml" }
    var plugins: String { "\(home)/plugins" }
    var currentSlot: String { "\(home)/slots/current" }
    var fallback: String { "\(home)/slots/fallback" }

    func staging(of update: String) -> String { "\(staging)/\(update)" }
    func plugin(_ id: String) -> String { "\(plugins)/\(id)" }
    /// The other form of a feature: its manifest alone.
    func manifest(_ id: String) -> String { "\(plugins)/\(id).toml" }
    func data(of id: String) -> String { "\(home)/data/\(id)" }
    func slot(_ name: String) -> String { "\(home)/slots/\(name)" }
    var previous: String { "\(data)/previous" }
    /// What is kept of the version of a feature that was there before.
    func previous(_ id: String) -> String { "\(previous)/\(id)" }

    /// As the journal's operations name it.
    func journalPath(_ path: String) -> String {
        guard let rest = FilePath(path).rest(behind: home) else { preconditionFailure("\(path) is not below the home") }
        return "@home/\(rest)"
    }
}

import Publishing
import TUF
import Wire

/// What was made, and what is to be done with it.
struct InitReport {
    let workshop: Workshop
    let state: RepositoryState
    let isEncrypted: Bool

    /// Roles with the names of their keys' files, root first.
    private var keys: [(role: String, files: [String])] {
        let root = state.root
        let top = [TopLevelRole.root, .targets, .snapshot, .timestamp].map { ($0.rawValue, root[$0].keyIDs) }
        let delegated = state.channels.keys.sorted().map { name in
            (name, state.targets.delegations?.signers(of: ExactText(name))?.role.keyIDs ?? [])
        }
        return (top + delegated).map { role, ids in (role, ids.map { "\(role)-\($0.string.prefix(8)).pem" }) }
    }

    var json: JSON {
        [
            "workshop": .string(workshop.path), "repository": .string(workshop.repository), "root": .string(workshop.anchor),
            "encrypted": .bool(isEncrypted), "keys": .object(keys.map { JSON.Member($0.role, JSON($0.files)) }),
        ]
    }

    func lines(style: Style) -> [String] {
        var table = Table("ROLE", "KEYS")
        table.rows = keys.map { [Table.Cell($0.role), Table.Cell($0.files.joined(separator: " "))] }
        return table.lines(style: style) + [
            "",
            "serve only        \(workshop.repository)",
            "give routers      \(workshop.anchor)",
            "keep elsewhere    the keys of root and targets, from \(workshop.keys)\(isEncrypted ? "" : "; no key is encrypted")",
        ]
    }
}

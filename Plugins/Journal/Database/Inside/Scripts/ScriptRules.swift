import Storage

/// What a migration's statements may do: change this database, and nothing beside it.
final class ScriptRules {
    /// Why the first refused statement was refused.
    private(set) var refused: String?

    private static let pragmas: Set<String> = [
        "application_id", "defer_foreign_keys", "foreign_key_check", "foreign_key_list", "foreign_keys", "index_info", "index_list",
        "legacy_alter_table", "recursive_triggers", "table_info", "table_list", "table_xinfo",
    ]

    func allow(_ deed: Database.Deed) -> Bool {
        let words: String? =
            switch deed.code {
            case Database.Deed.attach, Database.Deed.detach: "ATTACH, DETACH and VACUUM are not allowed in a migration; take it out"
            case Database.Deed.transaction: "a script is one transaction by itself; take BEGIN, COMMIT and ROLLBACK out"
            case Database.Deed.pragma where !Self.pragmas.contains((deed.first ?? "").lowercased()):
                "PRAGMA \(deed.first ?? "") is not allowed in a migration; take it out"
            case Database.Deed.function where deed.second?.lowercased() == "load_extension":
                "load_extension is not allowed in a migration; take it out"
            default: nil
            }
        if refused == nil { refused = words }
        return words == nil
    }
}

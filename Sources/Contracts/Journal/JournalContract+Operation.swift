extension JournalContract {
    /// A deed the journal does for a transaction, written `{"do": "move", "from": …, "to": …}`.
    ///
    /// Paths begin with `@data/` (the caller's data folder, which a path without a prefix means too) or `@home/`.
    public enum Operation: Equatable, Sendable {
        case move(from: String, to: String)
        /// Makes `link` point to `to`.
        case swapLink(link: String, to: String)
        /// `mode` in octal digits, as `0644`, which is also the default.
        case writeFile(path: String, content: Content, mode: String?)
        case removeTree(path: String)
        /// A copy of an SQLite database as of one instant.
        case snapshotDatabase(path: String, to: String)
        /// `scripts`: a folder of `NNNN-name.sql`; those numbered above the database's user_version are run, on a copy.
        ///
        /// Nobody is to write to the database from MIGRATION on, nor to have it open in SWITCH, where the copy takes its place: a SWITCH
        /// is refused while another process holds the database, and for good if it was written to since it was migrated.
        case migrateDatabase(path: String, scripts: String)
        /// For the guard: slot `slot` is on trial for `deadline` seconds, `previous` is the way back.
        case armTrial(previous: String, slot: String, deadline: Int)

        public enum Content: Equatable, Sendable {
            case text(String)
            case base64(String)
        }

        /// The word after `do`.
        public enum Kind: String, Codable, CaseIterable, Sendable {
            case move
            case swapLink = "swap-link"
            case writeFile = "write-file"
            case removeTree = "remove-tree"
            case snapshotDatabase = "snapshot-database"
            case migrateDatabase = "migrate-database"
            case armTrial = "arm-trial"
        }

        public var kind: Kind {
            switch self {
            case .move: .move
            case .swapLink: .swapLink
            case .writeFile: .writeFile
            case .removeTree: .removeTree
            case .snapshotDatabase: .snapshotDatabase
            case .migrateDatabase: .migrateDatabase
            case .armTrial: .armTrial
            }
        }
    }
}

extension JournalContract.Operation: Codable {
    private enum Key: String, CodingKey {
        case kind = "do"
        case from, to, link, path, content, base64, mode, scripts, previous, slot, deadline
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String { try members.decode(String.self, forKey: key) }
        switch try members.decode(Kind.self, forKey: .kind) {
        case .move: self = .move(from: try text(.from), to: try text(.to))
        case .swapLink: self = .swapLink(link: try text(.link), to: try text(.to))
        case .writeFile:
            self = .writeFile(
                path: try text(.path), content: try Self.content(members), mode: try members.decodeIfPresent(String.self, forKey: .mode))
        case .removeTree: self = .removeTree(path: try text(.path))
        case .snapshotDatabase: self = .snapshotDatabase(path: try text(.path), to: try text(.to))
        case .migrateDatabase: self = .migrateDatabase(path: try text(.path), scripts: try text(.scripts))
        case .armTrial:
            let deadline = try members.decode(Int.self, forKey: .deadline)
            self = .armTrial(previous: try text(.previous), slot: try text(.slot), deadline: deadline)
        }
    }

    /// One of the two, not both.
    private static func content(_ members: KeyedDecodingContainer<Key>) throws -> Content {
        let base64 = try members.decodeIfPresent(String.self, forKey: .base64)
        guard let base64 else { return .text(try members.decode(String.self, forKey: .content)) }
        guard !members.contains(.content) else {
            throw DecodingError.dataCorruptedError(forKey: .base64, in: members, debugDescription: "content and base64 exclude each other")
        }
        return .base64(base64)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(kind, forKey: .kind)
        for (key, text) in texts { try members.encode(text, forKey: key) }
        if case .armTrial(_, _, let deadline) = self { try members.encode(deadline, forKey: .deadline) }
    }

    private var texts: [(Key, String)] {
        switch self {
        case .move(let from, let to): [(.from, from), (.to, to)]
        case .swapLink(let link, let to): [(.link, link), (.to, to)]
        case .writeFile(let path, .text(let text), let mode): [(.path, path), (.content, text)] + (mode.map { [(.mode, $0)] } ?? [])
        case .writeFile(let path, .base64(let text), let mode): [(.path, path), (.base64, text)] + (mode.map { [(.mode, $0)] } ?? [])
        case .removeTree(let path): [(.path, path)]
        case .snapshotDatabase(let path, let to): [(.path, path), (.to, to)]
        case .migrateDatabase(let path, let scripts): [(.path, path), (.scripts, scripts)]
        case .armTrial(let previous, let slot, _): [(.previous, previous), (.slot, slot)]
        }
    }
}

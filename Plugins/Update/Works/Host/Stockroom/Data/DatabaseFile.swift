/// An SQLite database in a feature's data folder.
struct DatabaseFile: Equatable, Sendable {
    /// Below the data folder.
    var path: String
    var size: Int64
    /// Its log and its kin that are there, by what stands behind its name.
    var companions: [String] = []

    /// What SQLite puts beside a database.
    static let kin = ["-wal", "-shm", "-journal"]
    /// How its first page begins.
    static let heading = Array("SQLite format 3\0".utf8)
}

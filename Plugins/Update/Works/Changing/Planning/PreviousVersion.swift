import Wire

/// What is kept of a feature's version before the present one, beside its tree: `previous/<id>/about.json`.
struct PreviousVersion: Equatable, Sendable {
    static let file = "about.json"

    var version: String
    /// Of databases that the present version has migrated: copies as they were, by the database's path in the data folder.
    var databases: [String: String] = [:]

    init(version: String, databases: [String: String] = [:]) { (self.version, self.databases) = (version, databases) }

    var text: String {
        let copies = databases.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        return (["version": .string(version), "databases": .object(copies)] as JSON).text
    }

    /// Nil for what ``text`` did not write.
    init?(parsing bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let version = json["version"]?.string, let copies = json["databases"]?.object else {
            return nil
        }
        self.init(version: version)
        for copy in copies { databases[copy.name] = copy.value.string }
    }
}

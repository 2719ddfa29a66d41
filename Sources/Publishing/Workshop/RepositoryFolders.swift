/// What is served: `metadata` and `targets`, of which each channel has a folder, and releases in no channel yet have the pool.
struct RepositoryFolders: Sendable {
    static let pool = "pool"
    let path: String

    init(_ workshop: Workshop) { path = workshop.repository }

    var metadata: Shelf { Shelf("\(path)/metadata") }
    /// Of a channel, or the pool.
    func targets(_ folder: String) -> Shelf { Shelf("\(path)/targets/\(folder)") }

    /// What is not there yet is made, with all that lies in it.
    func make(channels: [String]) throws(PublishingError) {
        for folder in [path, "\(path)/metadata", "\(path)/targets"] { try Shelf(folder).make() }
        for name in channels + [Self.pool] { try targets(name).make() }
    }
}

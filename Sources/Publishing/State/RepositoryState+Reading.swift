import TUF

extension RepositoryState {
    /// Of what a workshop serves, with files in the place of others that are not written yet.
    init(of workshop: Workshop, with files: [MetadataFile] = []) throws(PublishingError) {
        let metadata = RepositoryFolders(workshop).metadata
        let names = try metadata.names()
        guard let anchor = try InputFile.bytes(workshop.anchor, atMost: Bounds.rootBytes) else {
            guard names.isEmpty else {
                throw .refused(words: "\(workshop.anchor) is missing", remedy: "put back the one that routers were given, from a copy")
            }
            let remedy = "make one with: roost publish init --workshop \(workshop.path)"
            throw .refused(words: "\(workshop.path) has no repository yet: there is no root.json", remedy: remedy)
        }
        let roots = RootSeries(among: names + files.map(\.name))
        try self.init(anchor: anchor, roots: roots) { (name, limit) throws(PublishingError) in
            if let file = files.last(where: { $0.name == name }) { return file.bytes }
            return try InputFile.bytes(metadata.place(name), atMost: limit)
        }
    }

    /// A file of metadata by its name, at most so long; nil if there is none.
    package typealias Fetch = (_ name: String, _ limit: Int) throws(PublishingError) -> [UInt8]?

    /// Whatever has expired: a publisher is there to renew it.
    init(anchor: [UInt8], roots: RootSeries?, fetch: @escaping Fetch) throws(PublishingError) {
        var walk = try TrustWalk(anchor: anchor, roots: roots, fetch: fetch)
        self = try walk.walk()
    }
}

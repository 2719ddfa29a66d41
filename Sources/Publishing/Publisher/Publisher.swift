import Manifests
package import TUF

/// The one that changes a repository: holds the workshop's lock, the keys at hand and the moment it works at.
///
/// Whatever it does, files come first and metadata that names them later, the timestamp last: a publisher cut off at any instant
/// leaves the repository as it was, and the next one clears what is left.
package struct Publisher {
    package let workshop: Workshop
    let ring: KeyRing
    let now: UTCTime
    let inspection: Inspection
    private let lock: WorkshopLock

    /// - Parameters:
    ///   - now: the moment it works at, of whatever clock: metadata begins and expires by it.
    ///   - machine: the time of the clock that stamps the files.
    package init(_ workshop: Workshop, ring: KeyRing, now: UTCTime, machine: UTCTime) throws(PublishingError) {
        (self.workshop, self.ring, self.now) = (workshop, ring, now)
        lock = try WorkshopLock(workshop)
        inspection = Inspection(workshop, machine: machine)
    }

    var folders: RepositoryFolders { RepositoryFolders(workshop) }
    var pool: Pool { Pool(workshop) }
    var pen: Pen { Pen(ring: ring, configuration: workshop.configuration, now: now) }
    var drafts: Drafts { Drafts(workshop) }

    func pen(whenFew: Pen.WhenFew) -> Pen {
        var pen = pen
        pen.whenFew = whenFew
        return pen
    }

    /// What is published, verified; what a killed publisher has left is cleared.
    func open() throws(PublishingError) -> RepositoryState {
        try UnfinishedEdition(workshop).finish(in: folders.metadata)
        let state = try RepositoryState(of: workshop)
        try requireTargets(of: state)
        try inspection.keep()
        try clear(state)
        return state
    }

    /// That each target is there, and is what was signed for.
    private func requireTargets(of state: RepositoryState) throws(PublishingError) {
        for target in state.targetFiles {
            let path = "\(folders.path)/targets/\(target.storedPath)"
            guard let content = try inspection.content(of: path) else {
                throw .broken(words: "\(path) is missing; put it back from a copy")
            }
            guard content.length == target.file.length else {
                throw .broken(words: "\(path) has \(content.length) bytes instead of \(target.file.length); put it back from a copy")
            }
            guard target.file.hashes.digests.contains(content.digest) else {
                throw .broken(words: "\(path) is not what was signed: its digest differs; put it back from a copy")
            }
        }
    }

    /// Routers walk along the roots, one by one: what is there once is never another.
    private func requireNew(_ files: [MetadataFile]) throws(PublishingError) {
        for file in files where Leftovers.versionAndRole(file.name)?.role == "root" {
            guard try FileContent.status(of: folders.metadata.place(file.name)) == nil else {
                throw .broken(words: "\(folders.metadata.place(file.name)) is there already, and a root is never changed")
            }
        }
    }

    private func clear(_ state: RepositoryState) throws(PublishingError) {
        let (metadata, leftovers) = (folders.metadata, Leftovers(state: state))
        try metadata.clearParts()
        for name in leftovers.metadata(among: try metadata.names()) { try metadata.remove(name) }
        for channel in state.channels.keys.sorted() {
            let shelf = folders.targets(channel)
            try shelf.clearParts()
            let contents = try contents(of: channel)
            for name in Leftovers.targets(among: try shelf.names(), channel: channel, listedIn: contents) { try shelf.remove(name) }
        }
        for shelf in [pool.shelf, pool.records, Shelf(workshop.keys)] { try shelf.clearParts() }
        for name in Leftovers.pool(among: try pool.shelf.names(), of: try pool.releases()) { try pool.shelf.remove(name) }
    }

    /// All versions of a channel's metadata that are still there. Older ones are believed unseen: they can only make files stay.
    private func contents(of channel: String) throws(PublishingError) -> [Targets] {
        var contents: [Targets] = []
        for name in try folders.metadata.names() {
            guard let found = Leftovers.versionAndRole(name), found.role == channel else { continue }
            guard let bytes = try InputFile.bytes(folders.metadata.place(name), atMost: Bounds.targetsBytes) else { continue }
            if let metadata = try? Metadata<Targets>(parsing: bytes, atMost: Bounds.targetsBytes) {
                contents.append(metadata.signed)
            }
        }
        return contents
    }

    func publish(_ edition: Edition) throws(PublishingError) -> RepositoryState {
        try publish(try edition.files(by: pen(whenFew: .keep(drafts))))
    }

    /// Checks the files as a client would, and what they name, then puts them out, in their order.
    func publish(_ files: [MetadataFile]) throws(PublishingError) -> RepositoryState {
        for file in files where file.bytes.count > Bounds.targetsBytes {
            let words = "\(file.name) would have \(file.bytes.count) bytes, more than any router takes"
            throw .refused(words: words, remedy: "lower 'keep' of the channel in publish.toml")
        }
        try requireNew(files)
        let state = try RepositoryState(of: workshop, with: files)
        try requireTargets(of: state)
        for file in files { try folders.metadata.write(file.bytes, to: file.name) }
        return state
    }
}

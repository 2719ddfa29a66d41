import Manifests
import Release
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
    /// Told what the operator should know though nothing failed.
    package var notice: (_ words: String) -> Void = { _ in }
    /// Told how far it has come with reading what is served.
    package var observer: ReleaseOrder.Observer = { _, _ in }
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
        var published = try PublishedVersions(workshop)
        try requireNewestRoot(of: state, published)
        try requireTargets(of: state)
        tell(of: published.later(than: state))
        try inspection.keep()
        // After a cut, what is out and was not noted yet.
        published.see(state)
        try published.keep(in: workshop)
        try clear(state, published)
        return state
    }

    /// What comes after what is there, and after all that routers may have seen.
    func edition(after state: RepositoryState) throws(PublishingError) -> Edition {
        Edition(after: state, beyond: try PublishedVersions(workshop))
    }

    /// A lost root cannot be made again: routers that have it follow its keys only, and no other root of its number.
    private func requireNewestRoot(of state: RepositoryState, _ published: PublishedVersions) throws(PublishingError) {
        guard state.root.version < published["root"] else { return }
        let name = MetadataFile.name(of: "root", version: state.root.version + 1)
        throw .broken(
            words: "\(name) was published, by \(workshop.path)/published, and is missing",
            remedy: "put it back from a copy, or from what is served")
    }

    private func tell(of late: [String]) {
        guard !late.isEmpty else { return }
        let roles = late.joined(separator: ", ")
        notice("the repository is an older copy: \(roles) went further; it is signed anew beyond that, without what was in it later")
    }

    /// That each target is there, and is what was signed for.
    private func requireTargets(of state: RepositoryState) throws(PublishingError) {
        let targets = state.targetFiles
        for (index, target) in targets.enumerated() {
            observer("checking what is served", Progress(done: Int64(index), total: Int64(targets.count)))
            let path = "\(folders.path)/targets/\(target.storedPath)"
            guard let content = try inspection.content(of: path) else {
                throw .broken(words: "\(path) is missing")
            }
            guard content.length == target.file.length else {
                throw .broken(words: "\(path) has \(content.length) bytes instead of \(target.file.length)")
            }
            guard target.file.hashes.digests.contains(content.digest) else {
                throw .broken(words: "\(path) is not what was signed: its digest differs")
            }
        }
    }

    /// Routers walk along the roots, one by one: what is there once is never another.
    private func requireNew(_ files: [MetadataFile]) throws(PublishingError) {
        for file in files where Leftovers.versionAndRole(file.name)?.role == "root" {
            guard try FileContent.status(of: folders.metadata.place(file.name)) == nil else {
                throw .broken(
                    words: "\(folders.metadata.place(file.name)) is there already, and a root is never changed",
                    remedy: "run roost publish check")
            }
        }
    }

    private func clear(_ state: RepositoryState, _ published: PublishedVersions) throws(PublishingError) {
        let (metadata, leftovers) = (folders.metadata, Leftovers(state: state, published: published))
        try metadata.clearParts()
        for name in leftovers.metadata(among: try metadata.names()) { try metadata.remove(name) }
        for channel in state.channels.keys.sorted() {
            let shelf = folders.targets(channel)
            try shelf.clearParts()
            let contents = try contents(of: channel)
            for name in Leftovers.targets(among: try shelf.names(), channel: channel, listedIn: contents) { try shelf.remove(name) }
        }
        for shelf in [pool.shelf, pool.records, Shelf(workshop.keys), drafts.shelf] { try shelf.clearParts() }
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

    /// `asked`: the roles whose drafts are an outcome; that another has to be signed first is a failure, as nothing that was asked for is
    /// done.
    func publish(_ edition: Edition, asked: [String]) throws(PublishingError) -> RepositoryState {
        let files: [MetadataFile]
        do throws(PublishingError) {
            files = try edition.files(by: pen(whenFew: .keep(drafts)))
        } catch {
            guard case .drafted(let role, _, _, _) = error, !asked.contains(role) else { throw error }
            throw .refused(words: "'\(role)' has to go beyond what was published first: \(error)", remedy: "then run this again")
        }
        return try publish(files)
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
        note(state)
        return state
    }

    /// The timestamp is out, so nothing has failed; what cannot be noted now, the next publisher notes when it opens.
    private func note(_ state: RepositoryState) {
        do throws(PublishingError) {
            var published = try PublishedVersions(workshop)
            published.see(state)
            try published.keep(in: workshop)
        } catch {
            notice("it is published, and could not be noted: \(error)")
        }
    }
}

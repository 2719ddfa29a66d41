import Files
import Release
package import TUF

/// Looks at a repository as a client does, and goes on where a client would stop.
package struct RepositoryCheck {
    private let now: UTCTime
    /// What expires within so many seconds is worth a warning.
    private let soon: Int

    package init(now: UTCTime, soon: Int = 2 * 86_400) { (self.now, self.soon) = (now, soon) }

    /// Of what a workshop serves, with its own root as the anchor.
    package func check(_ workshop: Workshop, observing observer: (_ done: Int, _ total: Int) -> Void) throws(PublishingError) -> CheckReport
    {
        guard try !UnfinishedEdition(workshop).isThere else {
            throw .refused(
                words: "a rotation of lost keys was cut off, and until it is finished routers may refuse this repository",
                remedy: "run roost publish refresh, which finishes it")
        }
        let state = try judged { () throws(PublishingError) in try RepositoryState(of: workshop) }
        let late = Self.late(try PublishedVersions(workshop).later(than: state), state, workshop)
        return try check(FolderFiles(folder: RepositoryFolders(workshop).path), state, beside: late, observer)
    }

    /// Of a folder that is served, or a copy of it. Without an anchor, its own first root is believed.
    package func check(
        folder: String, anchor: String?, observing observer: (_ done: Int, _ total: Int) -> Void
    ) throws(PublishingError) -> CheckReport {
        let path = anchor ?? "\(folder)/metadata/1.root.json"
        guard let bytes = try InputFile.bytes(path, atMost: Bounds.rootBytes) else {
            throw .refused(words: "there is no \(path)", remedy: "name a publisher's folder, or one with metadata and targets in it")
        }
        return try check(FolderFiles(folder: folder), anchor: bytes, observing: observer)
    }

    /// Of a repository wherever it is. Without an anchor, its own first root is believed.
    package func check(
        _ files: some PublishedFiles, anchor: [UInt8]?, observing observer: (_ done: Int, _ total: Int) -> Void
    ) throws(PublishingError) -> CheckReport {
        var first = anchor
        if first == nil { first = try files.metadata("1.root.json", atMost: Bounds.rootBytes) }
        guard let bytes = first else {
            throw .refused(words: "there is no 1.root.json", remedy: "name the place that holds the folders metadata and targets")
        }
        let roots = try files.metadataNames().map { RootSeries(among: $0) }
        let hint = "name another folder, URL or --root if these do not belong together, else "
        let state = try judged(hint) { () throws(PublishingError) in
            try RepositoryState(anchor: bytes, roots: roots) { (name, limit) throws(PublishingError) in
                try files.metadata(name, atMost: limit)
            }
        }
        return try check(files, state, observer)
    }

    /// Nothing was to be changed here, and what is there may be another repository than was meant.
    private func judged(
        _ hint: String = "", _ read: () throws(PublishingError) -> RepositoryState
    ) throws(PublishingError) -> RepositoryState {
        do throws(PublishingError) {
            return try read()
        } catch {
            guard case .broken(let words, let remedy) = error else { throw error }
            throw .refused(words: "a router would refuse this repository: \(words)", remedy: hint + remedy)
        }
    }

    /// Whoever has seen a later version takes no older one.
    private static func late(_ roles: [String], _ state: RepositoryState, _ workshop: Workshop) -> [String] {
        roles.map { role in
            guard role == "root" else { return "'\(role)' was published in a later version; run roost publish refresh" }
            let name = MetadataFile.name(of: role, version: state.root.version + 1)
            return "\(name) was published, by \(workshop.path)/published, and is missing; put it back from a copy"
        }
    }

    private func check(
        _ files: some PublishedFiles, _ state: RepositoryState, beside late: [String] = [],
        _ observer: (_ done: Int, _ total: Int) -> Void
    ) throws(PublishingError) -> CheckReport {
        let expiry = ExpiryWords(state, now: now)
        var problems = late + expiry.expired + offers(in: state)
        let targets = state.targetFiles
        for (index, target) in targets.enumerated() {
            observer(index, targets.count)
            if let problem = problem(of: target, in: files) { problems.append(problem) }
        }
        return CheckReport(
            state: state, targets: targets.count, bytes: targets.reduce(0) { $0 + $1.file.length }, problems: problems,
            warnings: expiry.expiring { _ in soon })
    }

    /// What cannot be read is a problem of its own, and no end of the check.
    private func problem(of target: RepositoryState.Target, in files: some PublishedFiles) -> String? {
        let place = files.place(of: target.storedPath)
        let found: FileContent?
        do throws(PublishingError) {
            found = try files.content(of: target.storedPath, atMost: target.file.length)
        } catch {
            return "\(error)"
        }
        guard let content = found else { return "\(place) is missing" }
        guard content.length == target.file.length else { return "\(place) has \(content.length) bytes instead of \(target.file.length)" }
        return target.file.hashes.digests.contains(content.digest) ? nil : "\(place) is not what was signed: its digest differs"
    }

    /// Offers that no client could follow.
    private func offers(in state: RepositoryState) -> [String] {
        state.targetFiles.compactMap { target in
            guard let custom = target.file.custom else { return nil }
            do throws(ReleaseFailure) {
                let offer = try ReleaseOffer(parsing: custom.canonicalBytes)
                let lost = offer.deltas.first { delta in !state.lists(delta.path, in: FilePath(delta.path).parts[0]) }
                return lost.map { "\(target.path) offers the delta \($0.path), which no channel lists" }
            } catch {
                return "\(target.path) has an offer that cannot be read: \(error)"
            }
        }
    }
}

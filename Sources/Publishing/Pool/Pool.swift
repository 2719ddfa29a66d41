import Release
package import Wire

/// All releases that were added: files under their digests in the repository, a record of each in the workshop.
///
/// The record is written last and believed before the file: whoever can change what is served cannot have it signed.
package struct Pool: Sendable {
    let shelf: Shelf
    let records: Shelf

    package init(_ workshop: Workshop) {
        shelf = RepositoryFolders(workshop).targets(RepositoryFolders.pool)
        records = Shelf(workshop.releases)
    }

    /// By id, architecture and version, the oldest version first.
    package func releases() throws(PublishingError) -> [PooledRelease] {
        var releases: [PooledRelease] = []
        for name in try records.names() where name.hasSuffix(".json") && !name.hasPrefix(".") {
            releases.append(try record(name))
        }
        return releases.sorted { one, other in
            let (left, right) = (one.offer.facts, other.offer.facts)
            return (one.id, left.architecture, left.version) < (other.id, right.architecture, right.version)
        }
    }

    /// All architectures of a version, or one.
    package func releases(of id: String, _ version: SemanticVersion, architecture: String? = nil) throws(PublishingError)
        -> [PooledRelease]
    {
        let found = try releases().filter { release in
            release.id == id && release.offer.facts.version == version
                && (architecture == nil || release.offer.facts.architecture == architecture)
        }
        guard found.isEmpty else { return found }
        let words = "\(id) \(version)\(architecture.map { " for \($0)" } ?? "") is not in the pool"
        throw .refused(words: words, remedy: "add it first: roost publish add FOLDER --id \(id) --version \(version) --arch ARCH")
    }

    private func record(_ name: String) throws(PublishingError) -> PooledRelease {
        let path = records.place(name)
        guard let bytes = try InputFile.bytes(path, atMost: 1 << 20), let release = PooledRelease(parsing: bytes) else {
            throw .file(path: path, words: "no record of a release; put it back from a copy, or remove it and add the release again")
        }
        return release
    }

    func put(_ release: PooledRelease) throws(PublishingError) {
        try records.write(release.bytes, to: "\(PooledRelease.name(release.offer.facts)).json")
    }

    /// Where the file lies, once it was seen to be what its record says.
    func checkedPath(of file: PooledFile) throws(PublishingError) -> String {
        let path = shelf.place(file.storedName)
        guard let content = try FileContent(of: path) else {
            throw .broken(
                words: "\(path) is missing", remedy: "put it back from a copy, or make the release anew with roost publish add --replace")
        }
        guard content == file.content else { throw .broken(words: "\(path) was changed since it was added") }
        return path
    }
}

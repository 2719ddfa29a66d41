import HTTP
import Release
import TUF
import Trust

extension Repository {
    /// Fetches a release and puts its tree together in `folder`, which is made, or holds what an earlier attempt has left.
    ///
    /// The shortest way first: a delta from what is installed in `base`, if one is offered, then the full artifact. What is there
    /// already is not fetched again, in this process or a later one. When this returns, the tree is whole, checked and on disk. The
    /// artifact stays beside it: until the tree is where it is wanted, and that is on disk, it is what another attempt goes on with.
    public func deliver(
        _ listing: Listing, from base: String? = nil, into folder: String, _ progress: @escaping (DeliveryProgress) -> Void = { _ in }
    ) async throws(DeliveryError) -> DeliveryReport {
        let hold = try await yard.hold(folder)
        var detours: [String] = []
        for way in await ways(to: listing, from: base) {
            do throws(DeliveryError) {
                let length = try await go(way, listing, folder, progress)
                return DeliveryReport(listing: listing, way: way.way, length: length, detours: detours, tree: "\(folder)/tree", hold: hold)
            } catch {
                guard way.way != .full, error.leavesOtherWays else { throw error }
                detours.append("\(way.way): \(error)")
                progress(.detour("\(way.way) is no way: \(error)"))
            }
        }
        preconditionFailure("the full artifact is the last way, and returns or throws")
    }

    private struct Way {
        let way: DeliveryWay
        let path: ExactText
        let file: TargetFile?
    }

    private func ways(to listing: Listing, from base: String?) async -> [Way] {
        let full = Way(way: .full, path: listing.path, file: listing.file)
        guard let base, let installed = await yard.manifest(of: base) else { return [full] }
        let deltas = listing.offer.deltas.filter {
            $0.format == ReleaseOffer.Delta.currentFormat && $0.tree == installed.treeDigest && $0.from == installed.about.version
        }
        return deltas.prefix(1).map { Way(way: .delta(from: $0.from, base: base), path: ExactText($0.path), file: nil) } + [full]
    }

    /// The artifact's length.
    private func go(
        _ way: Way, _ listing: Listing, _ folder: String, _ progress: @escaping (DeliveryProgress) -> Void
    ) async throws(DeliveryError) -> Int {
        // The release itself must be vouched for whichever way it comes.
        _ = try await target(listing.path, is: listing.file)
        let (file, place) = try await target(way.path, is: way.file)
        let artifact = try await artifact(file, of: listing.channel, at: place, way.way, in: folder, progress)
        let tree = "\(folder)/tree"
        let manifest = try await yard.unpack(UnpackOrder(artifact, since: way.way.base, into: tree))
        progress(.unpacking(done: manifest.size, total: manifest.size))
        guard listing.promises(manifest) else {
            await yard.remove(tree)
            throw .otherwise("\(way.way) makes another release than the one that is signed for; the publisher must mend it")
        }
        return file.length
    }

    /// Where it is in the end: in `folder`, or where the repository has it.
    private func artifact(
        _ file: TargetFile, of role: String, at place: String, _ way: DeliveryWay, in folder: String,
        _ progress: @escaping (DeliveryProgress) -> Void
    ) async throws(DeliveryError) -> String {
        guard let digest = file.hashes.digests.first else { preconditionFailure("metadata without a digest is refused") }
        switch address {
        case .folder:
            guard await yard.holds(place, length: file.length, digest) else {
                let words = "\(place) is not the file that is signed for; it was damaged, exchanged or not copied whole"
                throw .artifact(.wrong(.content, words), of: role)
            }
            return place
        case .web:
            let path = "\(folder)/\(way.word).\(digest.description.prefix(16))"
            if await !yard.holds(path, length: file.length, digest) {
                try await fetch(Download(try url(place), to: path, length: file.length, digest: digest), of: role, way, progress)
            }
            return path
        }
    }

    private func url(_ text: String) throws(DeliveryError) -> HTTPURL {
        do throws(HTTPError) { return try HTTPURL(text) } catch { throw .address("\(error)") }
    }

    private func fetch(
        _ download: Download, of role: String, _ way: DeliveryWay, _ progress: @escaping (DeliveryProgress) -> Void
    ) async throws(DeliveryError) {
        do throws(DownloadError) {
            try await client.download(download) { progress(.downloading(way, done: $0, total: download.length)) }
        } catch {
            throw .artifact(error, of: role)
        }
    }
}

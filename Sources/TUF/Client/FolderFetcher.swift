/// Metadata from a folder, such as a mounted USB stick: trusted no more than what comes from the network.
public struct FolderFetcher: Fetcher {
    public init() {}

    /// `url` is a path.
    public func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
        do throws(StoreFailure) {
            guard let bytes = try StoredFile.bytes(url, atMost: limit) else { throw FetchFailure.notFound }
            return bytes
        } catch {
            throw .failed(error.words)
        }
    }
}

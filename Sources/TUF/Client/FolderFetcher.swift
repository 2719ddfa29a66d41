/// Metadata from a folder, such as a mounted USB stick: trusted no more than what comes from the network.
public struct FolderFetcher: Fetcher {
    public init() {}

    /// `url` is a path.
    public func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(StoreFailure) {
            bytes = try StoredFile.bytes(url, atMost: limit)
        } catch {
            throw error.isTooLong ? .tooLong : .failed("\(error)")
        }
        guard let bytes else { throw .notFound }
        return bytes
    }
}

/// The only door to the network.
public protocol Fetcher {
    /// All that is at `url`, in one request that is not tried again. Of more than `limit` bytes not one is worth keeping.
    func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8]
}

public import EventLoop
public import HTTP
public import TUF

/// A repository of releases as a router sees it: what is trusted of it, what its channels offer, and the way from there to a checked tree.
///
/// Lives on one loop. Nothing is believed that was not signed, and nothing outside the trust store and the folder of a delivery is
/// written.
public final class Repository {
    public let address: RepositoryAddress
    let client: HTTPClient
    let yard: Yard
    private let time: ReferenceTime
    private let wish = ServerWish()
    private var updater: Updater

    /// - Parameters:
    ///   - store: holds at least the first root, which came with the runtime or from an operator.
    ///   - lane: where the disk is waited for. Who opens repositories again and again has one for all of them: it stays as long as
    ///     its loop.
    public init(
        at address: RepositoryAddress, trusting store: TrustStore, client: HTTPClient, on lane: WorkLane, clock: UTCTime,
        unpacking unpacker: Unpacker = .here
    ) throws(DeliveryError) {
        self.address = address
        self.client = client
        yard = Yard(on: lane, unpacking: unpacker)
        time = ReferenceTime(clock: clock, folder: store.folder)
        let fetcher: any Fetcher =
            switch address {
            case .web: WebFetcher(client, wish)
            case .folder: FolderFetcher()
            }
        do throws(UpdateFailure) {
            updater = try Updater(metadataURL: address.metadata, store: store, fetcher: fetcher, now: time.now)
        } catch {
            throw .metadata(error)
        }
    }

    /// How long the server has last asked to be left alone, by a Retry-After.
    public var retryAfter: Duration? { wish.retryAfter }

    /// What a channel offers now. Brings trust up to date first.
    public func catalog(of channel: String) async throws(DeliveryError) -> ChannelCatalog {
        let targets: Targets?
        do throws(UpdateFailure) {
            targets = try await updater.targets(of: ExactText(channel))
        } catch {
            throw .metadata(error)
        }
        time.keep()
        guard let targets else { throw .absent("the repository \(address) has no channel '\(channel)'; it has \(channels)") }
        return ChannelCatalog(channel, targets)
    }

    private var channels: String {
        guard case .listed(let roles) = updater.trusted.targets?.delegations?.roles else { return "none" }
        return roles.map(\.name.string).joined(separator: ", ")
    }

    /// What is signed for a path, by whoever has the say of it, and where it lies. Refused if it is not `file`: then another role has the say.
    func target(_ path: ExactText, is file: TargetFile? = nil) async throws(DeliveryError) -> (file: TargetFile, place: String) {
        let found: TargetFile?
        do throws(UpdateFailure) {
            found = try await updater.target(named: path)
        } catch {
            throw .metadata(error)
        }
        guard let found else { throw .absent("nobody who may has signed for \(path)") }
        guard file == nil || file == found else {
            throw .otherwise("\(path) is offered by a channel that has no say of it; what is signed for it is another file")
        }
        return (found, address.target(place(of: path, found)))
    }

    private func place(of path: ExactText, _ file: TargetFile) -> String { updater.path(of: path, file) }
}

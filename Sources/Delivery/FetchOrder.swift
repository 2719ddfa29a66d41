import EventLoop
import HTTP
public import TUF
public import Wire

/// The whole way from a URL to a checked tree, as one order: for a command, which has no loop of its own.
public struct FetchOrder: Sendable {
    public var address: RepositoryAddress
    /// The root to begin with, for a trust store that has none yet.
    public var root: [UInt8]?
    /// The folder of what is trusted; made if it is not there.
    public var store: String
    public var channel: String
    public var id: String
    /// Nil for the newest.
    public var version: SemanticVersion?
    public var architecture: String
    /// A tree that is here already, with its `release.json`.
    public var base: String?
    /// Where the artifact and the tree come to be.
    public var folder: String
    /// Of the certificate authorities to be trusted in place of the system's, as PEM.
    public var authorities: String?
    public var bytesPerSecond: Int?
    public var unpacker = Unpacker.here
    /// The machine's clock.
    public var clock: UTCTime

    public init(
        _ address: RepositoryAddress, store: String, channel: String, id: String, architecture: String, folder: String, clock: UTCTime
    ) {
        (self.address, self.store, self.channel, self.id) = (address, store, channel, id)
        (self.architecture, self.folder, self.clock) = (architecture, folder, clock)
    }

    /// Blocks until it is done, on a loop of its own.
    public func run(_ progress: @escaping @Sendable (DeliveryProgress) -> Void) throws -> DeliveryReport {
        try LoopTask.run { [self] loop in try await run(on: loop, progress) }
    }

    private func run(on loop: Loop, _ progress: @escaping (DeliveryProgress) -> Void) async throws(DeliveryError) -> DeliveryReport {
        var settings = HTTPSettings()
        settings.authorities = authorities
        settings.bytesPerSecond = bytesPerSecond
        let client = HTTPClient(on: loop, settings)
        defer { client.close() }
        let trust = try TrustStore.open(store, beginningWith: root)
        let repository = try Repository(
            at: address, trusting: trust, client: client, on: WorkLane(on: loop), clock: clock, unpacking: unpacker)
        let catalog = try await repository.catalog(of: channel)
        let listing = try catalog.release(of: id, version, architecture: architecture)
        return try await repository.deliver(listing, from: base, into: folder, progress)
    }
}

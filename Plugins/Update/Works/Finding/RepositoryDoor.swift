import Delivery
import EventLoop
import Glibc
import HTTP
import Manifests
import TUF

/// Opens repositories: at the policy's address, or in a folder, all held to one trust store.
///
/// One client and one lane for all of them: both stay as long as the loop.
final class RepositoryDoor {
    private let site: Site
    private let loop: Loop
    private let stockroom: Stockroom
    private let unpacker: Unpacker
    private let clock: () -> UTCTime
    private var client: HTTPClient?
    private lazy var lane = WorkLane(on: loop)

    init(
        _ site: Site, on loop: Loop, stockroom: Stockroom, unpacking unpacker: Unpacker = .here,
        clock: @escaping () -> UTCTime = { UTCTime(secondsSince1970: time(nil)) }
    ) {
        (self.site, self.loop, self.stockroom, self.unpacker, self.clock) = (site, loop, stockroom, unpacker, clock)
    }

    /// Nothing is fetched yet.
    func open(_ place: Look.Place, _ policy: PolicySource) async throws(LookFailure) -> Repository {
        let settings = await policy.current()
        let address = try self.address(of: place, settings, policy.problem)
        do {
            let client = try await openClient()
            client.bytesPerSecond = settings.limits.bandwidth.map { Int($0) }
            let root = try await stockroom.file(site.firstRoot, atMost: 512_000)
            let trust = try TrustStore.open(site.trust, beginningWith: root)
            return try Repository(at: address, trusting: trust, client: client, on: lane, clock: clock(), unpacking: unpacker)
        } catch DeliveryError.metadata(.store(let failure)) where failure.path == TrustStore(folder: site.trust).path(of: "root") {
            throw LookFailure("\(failure): put the publisher's root.json at \(site.firstRoot)")
        } catch {
            throw LookFailure("\(error)")
        }
    }

    private func address(of place: Look.Place, _ policy: Policy, _ problem: String?) throws(LookFailure) -> RepositoryAddress {
        let text: String
        switch place {
        case .repository:
            guard let url = policy.repository.url else {
                let words = "no repository is set; write url = \"https://…\" in [repository] of \(site.policy)"
                throw LookFailure(problem.map { "\($0); until then \(words)" } ?? words)
            }
            text = url
        case .folder(let folder): text = folder
        case .previous: preconditionFailure("what is kept here of the version before is in no repository")
        }
        do throws(DeliveryError) { return try RepositoryAddress(text) } catch { throw LookFailure("\(error)") }
    }

    private func openClient() async throws -> HTTPClient {
        if let client { return client }
        var settings = HTTPSettings()
        let authorities = try await stockroom.file(site.authorities, atMost: HTTPSettings.longestAuthorities)
        settings.authorities = authorities.map { String(decoding: $0, as: UTF8.self) }
        let client = HTTPClient(on: loop, settings)
        self.client = client
        return client
    }
}

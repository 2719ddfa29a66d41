/// What `publish.toml` says: who signs what for how long, and at which pace releases go out.
///
/// Keys and thresholds in it are wishes: what holds is signed, and `roost publish rotate` brings the wishes there.
public struct PublishingConfiguration: Equatable, Sendable {
    /// How one role is signed.
    public struct Signing: Equatable, Sendable {
        public var keys = 1
        public var threshold = 1
        /// Seconds from signing to expiry.
        public var lifetime: Int64

        public init(lifetime: Int64) { self.lifetime = lifetime }
    }

    /// A channel, and what may be in it.
    public struct Channel: Equatable, Sendable {
        public var name: String
        public var cadence: Cadence
        /// Releases of each feature and architecture that stay in it; older ones leave it.
        public var keep = 12
        public var signing: Signing

        public init(name: String, cadence: Cadence, keep: Int, signing: Signing) {
            (self.name, self.cadence, self.keep, self.signing) = (name, cadence, keep, signing)
        }
    }

    /// The folder a web server serves; a relative path starts from the file's own folder.
    public var repository = "repository"
    /// From how many earlier releases a delta is made.
    public var deltas = 3
    public var root = Signing(lifetime: 365 * day)
    public var targets = Signing(lifetime: 365 * day)
    public var snapshot = Signing(lifetime: 30 * day)
    public var timestamp = Signing(lifetime: 7 * day)
    /// In the order of the text.
    public var channels = Channel.usual

    public init() {}

    public func channel(_ name: String) -> Channel? { channels.first { $0.name == name } }

    static let day: Int64 = 86_400
}

extension PublishingConfiguration.Channel {
    /// The five of DESIGN section 12. Each lives somewhat longer than its cadence, so that a late release does no harm.
    public static let usual: [PublishingConfiguration.Channel] = [
        usual("nightly", .daily, keep: 14, days: 14), usual("beta", .weekly, keep: 8, days: 45),
        usual("stable", .monthly, keep: 12, days: 90), usual("lts", .quarterly, keep: 8, days: 200),
        usual("hotfix", .asNeeded, keep: 8, days: 365),
    ]

    private static func usual(_ name: String, _ cadence: Cadence, keep: Int, days: Int64) -> Self {
        Self(name: name, cadence: cadence, keep: keep, signing: .init(lifetime: days * PublishingConfiguration.day))
    }
}

import Trust

/// How a client behaves; what it says by default is meant for a router.
public struct HTTPSettings: Sendable {
    public var userAgent = "roost/1.0.0"
    /// From the name to the secured connection.
    public var connect: Duration = .seconds(15)
    /// From there to the end of the answer's head.
    public var firstByte: Duration = .seconds(30)
    /// How long a body may bring less than a kilobyte.
    public var stall: Duration = .seconds(30)
    /// How long the body of a refusal or a redirect is read, to keep its connection.
    public var leftover: Duration = .seconds(1)
    public var maximumRedirects = 5
    /// Idle connections kept, of all servers together, and for how long.
    public var maximumIdle = 4
    public var idle: Duration = .seconds(10)
    /// Of all bodies together; nil for no limit.
    public var bytesPerSecond: Int?
    /// The authorities to be trusted, as PEM, in place of the system's.
    public var authorities: String?
    /// Bytes of these.
    public static var longestAuthorities: Int { TLSTrust.longestAuthorities }
    public var proxies = ProxyRules.environment

    public init() {}
}

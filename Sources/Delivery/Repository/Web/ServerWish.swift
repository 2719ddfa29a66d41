/// What a server has asked for beside its answers, kept for whoever plans the next look.
public final class ServerWish {
    /// Its last Retry-After; nil if it gave none.
    public internal(set) var retryAfter: Duration?

    public init() {}
}

/// What a client takes from a repository at most, whoever signed for more.
public enum Bounds {
    public static let rootBytes = 512_000
    public static let timestampBytes = 16_384
    public static let snapshotBytes = 2_000_000
    public static let targetsBytes = 5_000_000
    /// Roots that one refresh follows.
    public static let rootRotations = 256
    /// Delegations that the search for one target follows.
    public static let delegations = 32
}

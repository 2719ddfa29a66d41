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
    /// What comparing one target's path with the patterns of all that are asked about it may take: about 0.1 s.
    public static let matching = 1 << 25
    /// Times that a refresh begins again because another client of the same store was faster.
    public static let refreshes = 4
    /// Versions of roles: however many come after it, they can be counted.
    public static let versions = 1...Int.max / 2
}

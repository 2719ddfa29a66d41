/// `policy.toml`, read in another process.
public typealias PolicyFile = SettingsFile<Policy>

extension Policy: SettingsDocument {
    public static let reader = "roost-policy"
}

/// The version of this release (semver), in INFO, `status` and `--version`.
public enum Version {
    public static let current = "0.1.0"
}

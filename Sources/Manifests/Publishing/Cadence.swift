/// How often a channel takes a new release.
public enum Cadence: String, CaseIterable, Sendable {
    case daily, weekly, monthly, quarterly
    case asNeeded = "as-needed"
}

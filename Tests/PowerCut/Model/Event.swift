/// A deed of the recorded program, at its place among the others.
public struct Event: Sendable {
    public var deed: Deed
    /// For a sync: how many events had ended before it began. Only those does it make durable.
    public var covers: Int
    /// As it stands in the log, for reports.
    public var words: String

    public var isSync: Bool {
        switch deed {
        case .sync, .syncAll: true
        default: false
        }
    }
}

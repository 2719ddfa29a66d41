/// Where to look for releases, and for which.
struct Look: Codable, Equatable {
    var place: Place = .repository
    /// `core` or features, installed or not; empty for all that is installed, and the core.
    var ids: [String] = []
    /// Only this version.
    var version: String?
    /// In this channel too, whatever is followed: an offer says so.
    var channel: String?

    enum Place: Codable, Equatable {
        /// The one of the host's settings.
        case repository
        /// A folder with `metadata` and `targets`: a USB stick.
        case folder(String)
        /// What this host keeps of the version before.
        case previous
    }
}

/// Why transactions under way are looked at.
enum RecoveryOccasion: CaseIterable, Sendable {
    /// The host starts: nobody is left who was at work on them.
    case boot
    /// Only the journal's own process died, or was asked to restart; their owners are alive and go on.
    case restart
    /// A person asks for it: as at a boot, but that is no try that counts, and nothing is given up by it.
    case hand
}

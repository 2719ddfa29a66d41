import Wire

/// What this machine is and has.
struct HostFacts: Equatable {
    /// Debian's word, as in `amd64`.
    var architecture: String
    /// The runtime's version.
    var core: SemanticVersion?
    /// The epoch of the last release installed.
    var epoch = 0
    /// Bytes, now.
    var freeDisk: Int64
    var freeMemory: Int64
    /// The clock has been set since boot, or cannot be before a time ever trusted.
    var hasTime = true
}

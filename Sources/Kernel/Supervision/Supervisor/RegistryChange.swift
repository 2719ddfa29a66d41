import Manifests

/// What a new reading of the manifests changed.
struct RegistryChange: Equatable, Sendable {
    var added: [String] = []
    var changed: [String] = []
    var removed: [String] = []
    /// Everything that is wrong now, new or not.
    var invalid: [ManifestProblem] = []
}

import Manifests

/// Why an operator's command about a feature is not taken.
enum SupervisionRefusal: Error, Equatable {
    case unknown(String)
    case invalid(ManifestProblem)
    case disabled(String, by: Lifecycle.Disabled)
    case hostIsStopping

    /// With what to do about it.
    var words: String {
        switch self {
        case .unknown(let id): "there is no feature '\(id)'; see roost feature list"
        case .invalid(let problem): problem.text
        case .disabled(let id, .byCrashes): "'\(id)' is disabled due to repeated errors; then: roost feature reset \(id)"
        case .disabled(let id, .byOperator): "'\(id)' is disabled by an operator; then: roost feature enable \(id)"
        case .hostIsStopping: "the host is stopping"
        }
    }
}

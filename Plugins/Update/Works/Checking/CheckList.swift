import Contracts
import Manifests

/// All that is asked before an update and after it, and how.
///
/// Of every feature, for what one update breaks may be another's; of at most ``mostFeatures``, those of the update first, so that the
/// answers have room in a report.
struct CheckList: Equatable {
    static let mostFeatures = 128

    private(set) var checks: [HealthCheck] = []
    /// Ids, by the check's name.
    private(set) var features: [String: String] = [:]
    /// By the check's name.
    private(set) var probes: [String: Probe] = [:]

    /// - Parameters:
    ///   - hosted: the features the host knows now.
    ///   - asked: names of checks that were asked before: a feature that is gone since is missed.
    init(updating targets: [String], hosted: [String], asked: [String] = [], _ policy: Policy.Validation) {
        let before = asked.filter { $0.hasPrefix(Self.featurePrefix) }.map { String($0.dropFirst(Self.featurePrefix.utf8.count)) }
        let own = targets.filter { $0 != UpdateContract.core }.sorted()
        for id in (own + Set(hosted + before).subtracting(own).sorted()).prefix(Self.mostFeatures) { add(feature: id) }
        checks.append(HealthCheck("bus", .bus))
        for probe in policy.probes { add("probe \(probe.name)", .probe, probe.by) }
        add("line", .line, policy.line)
        add("second target", .secondTarget, policy.secondTarget)
        add("gateway", .gateway, policy.gateway)
    }

    static let featurePrefix = "feature "

    private mutating func add(feature id: String) {
        let name = Self.featurePrefix + id
        features[name] = id
        checks.append(HealthCheck(name, .feature))
    }

    private mutating func add(_ name: String, _ part: HealthCheck.Part, _ probe: Probe?) {
        guard let probe else { return }
        probes[name] = probe
        checks.append(HealthCheck(name, part))
    }
}

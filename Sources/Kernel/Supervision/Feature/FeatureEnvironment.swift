import Glibc
import Launch
import Manifests

/// The whole environment of a feature: what every program needs, what its manifest adds, what the host tells it.
/// Nothing of the host's own environment but PATH, LANG and TZ; what the host tells cannot be overridden.
struct FeatureEnvironment {
    private(set) var variables: [String]

    /// `carried`: by the launcher, to whom the manifest's variables mean nothing.
    init(_ manifest: Manifest, mark: LifeMark, data: String, notifySocket: String?, given: [String], carried: Bool) {
        var common = ["PATH": Self.host("PATH") ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        common["HOME"] = data
        common["LANG"] = Self.host("LANG") ?? "C.UTF-8"
        common["TZ"] = Self.host("TZ")

        var told = mark.environment
        told["ROOST_DATA"] = data
        if manifest.kind == .plugin { told["ROOST_BUS_FD"] = "3" }
        if manifest.health.by == .bus { told["ROOST_BEAT_EVERY"] = Self.seconds(manifest.health.every) }
        told["NOTIFY_SOCKET"] = notifySocket
        if manifest.health.by == .notify {
            told["WATCHDOG_USEC"] = String(manifest.health.every * Milliseconds(manifest.health.failures) * 1000)
        }
        let names = Set(told.keys).union(given.map { String($0.prefix { $0 != "=" }) })
        // The mark first: it is looked for in /proc.
        let own = manifest.environment.filter { !names.contains($0.key) }.map { "\($0.key)=\($0.value)" }
        let rest = common.filter { !names.contains($0.key) && manifest.environment[$0.key] == nil }.map { "\($0.key)=\($0.value)" }
        variables = told.map { "\($0.key)=\($0.value)" } + given + rest + (carried ? own.map(CarriedVariables.wrapped) : own)
    }

    private static func host(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func seconds(_ milliseconds: Milliseconds) -> String {
        milliseconds % 1000 == 0 ? String(milliseconds / 1000) : String(Double(milliseconds) / 1000)
    }
}

package import Manifests

/// Everything `roost-launch` has to be told for one start of one feature, and what of its manifest that will enforce.
/// A pure value: made from the manifest, from what the host can do, and from the groups made for this start.
package struct LaunchPlan: Equatable, Sendable {
    /// Without argv[0].
    package let arguments: [String]
    /// One for every limit the manifest asks for.
    package let reports: [LimitReport]

    /// Where it may write, absolute: what its manifest grants it, held or not.
    package let grants: [String]

    package init(_ manifest: Manifest, at paths: FeaturePaths, in enclosure: Enclosure, by host: HostAbilities) {
        let limits = LimitChoice(manifest, enclosure, host)
        let sandbox = SandboxChoice(manifest, paths, host)
        let frame = [
            "--feature", manifest.id, "--parent", "\(host.process)", "--directory", manifest.folder, "--data", paths.data,
            "--oom-score", "\(Self.oomScore)", "--no-new-privs", "--death-signal", "9",
        ]
        let groups = enclosure.groups.flatMap { ["--cgroup", $0] }
        let program = ["--", manifest.executable] + manifest.exec.dropFirst()
        arguments = frame + groups + limits.arguments + sandbox.arguments + program
        grants = (manifest.sandbox.write ?? []).map(paths.resolvePlainly)
        reports = limits.reports + sandbox.reports
    }

    /// When the whole machine runs out of memory, features go before the host.
    private static let oomScore = 200
}

import EventLoop
import Launch
import Manifests

/// Which programs start features and probes.
struct Launcher {
    /// This same executable, under the names it is dispatched by.
    var executable = "/proc/self/exe"
    /// nil: features are started without anything in between, unconfined.
    var launch: [String]? = ["roost-launch"]
    var probe = ["roost-probe"]
    var abilities = HostAbilities.detect()

    /// What becomes the feature.
    func command(for manifest: Manifest, at paths: FeaturePaths, in enclosure: Enclosure) -> Child.Command {
        guard let launch else {
            let arguments = [manifest.executable] + manifest.exec.dropFirst()
            return Child.Command(executable: manifest.executable, arguments: arguments, directory: manifest.folder)
        }
        let plan = LaunchPlan(manifest, at: paths, in: enclosure, by: abilities)
        return Child.Command(executable: executable, arguments: launch + plan.arguments, controlGroup: enclosure.birthplace)
    }

    /// What makes one attempt of a probe; nil where the feature itself has to speak up. A command of the manifest gets
    /// no more rights than its feature has.
    func command(
        for probe: Probe, of manifest: Manifest, at paths: FeaturePaths, in enclosure: Enclosure, within: Milliseconds
    ) -> Child.Command? {
        switch probe {
        case .bus, .notify, .started: return nil
        case .tcp(let host, let port): return attempt(["tcp", host, String(port), String(within)])
        case .http(let url): return attempt(["http", url, String(within)])
        case .dns(let name, let server, let port): return attempt(["dns", name, server, String(port), String(within)])
        case .exec(let command):
            var shell = manifest
            shell.executable = "/bin/sh"
            shell.exec = ["/bin/sh", "-c", command]
            return self.command(for: shell, at: paths, in: enclosure)
        }
    }

    private func attempt(_ words: [String]) -> Child.Command { Child.Command(executable: executable, arguments: probe + words) }
}

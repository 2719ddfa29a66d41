import Manifests

/// How a manifest's sandbox is held on this host. What the host may not do is left undone and said, so that a host
/// run by an ordinary user can still try a feature out.
struct SandboxChoice: Equatable, Sendable {
    private(set) var arguments: [String] = []
    private(set) var reports: [LimitReport] = []

    private let host: HostAbilities

    init(_ manifest: Manifest, _ paths: FeaturePaths, _ host: HostAbilities) {
        self.host = host
        let sandbox = manifest.sandbox
        if let user = sandbox.user { chooseUser(user) }
        if sandbox.read != nil || sandbox.write != nil { chooseFiles(manifest, paths) }
        if let network = sandbox.network { chooseNetwork(network) }
    }

    private mutating func chooseUser(_ user: String) {
        guard host.capabilities.mayChangeUser else {
            return report("user", user, false, "only root can change users; it runs as user \(host.user), as the host does")
        }
        arguments += ["--user", user]
        report("user", user, true, "with that user's groups (setuid)")
    }

    /// Its own folder and program are always readable: it could not start without them.
    private mutating func chooseFiles(_ manifest: Manifest, _ paths: FeaturePaths) {
        let readable = [manifest.folder, manifest.executable] + (manifest.sandbox.read ?? []).map(paths.resolve)
        let writable = (manifest.sandbox.write ?? []).map(paths.resolve)
        if let read = manifest.sandbox.read { reportFiles("read", read) }
        if let write = manifest.sandbox.write { reportFiles("write", write) }
        guard host.landlock > 0 else { return }
        arguments += readable.flatMap { ["--read", $0] } + writable.flatMap { ["--write", $0] }
    }

    private mutating func reportFiles(_ name: String, _ paths: [String]) {
        let value = paths.isEmpty ? "nothing" : paths.joined(separator: ", ")
        guard host.landlock > 0 else {
            return report(name, value, false, "this kernel has no Landlock, or it is switched off (lsm=landlock)")
        }
        let how = host.landlock < 3 ? "Landlock \(host.landlock), which cannot refuse to truncate files" : "Landlock \(host.landlock)"
        report(name, value, true, how)
    }

    private mutating func chooseNetwork(_ network: Manifest.Network) {
        switch network {
        case .full: return
        case .loopback:
            report("network", "loopback", false, "Linux has no rule for that; it can reach every network, use a firewall or 'none'")
        case .none where !host.capabilities.mayMakeNamespaces:
            report("network", "none", false, "the host lacks CAP_SYS_ADMIN, by which a network is taken away")
        case .none:
            arguments += ["--network", "none"]
            report("network", "none", true, "an empty network of its own; the bus still reaches it")
        }
    }

    private mutating func report(_ name: String, _ value: String, _ enforced: Bool, _ how: String) {
        reports.append(LimitReport(name: name, value: value, enforced: enforced, how: how))
    }
}

import Glibc

/// What the host's own process may do to its children; asked once, at start.
package struct HostAbilities: Equatable, Sendable {
    var process: pid_t = 1
    var user: uid_t = 0
    var userName: String? = "root"
    var capabilities = Capabilities.all
    var landlock = 7
    var openFiles: UInt = 1 << 20

    /// Whether a feature with this `user` in its manifest runs as somebody else than the host.
    func separates(_ user: String?) -> Bool {
        guard let user, capabilities.mayChangeUser else { return false }
        let name = user.prefix { $0 != ":" }
        return name != "\(self.user)" && userName.map { name != $0 } ?? true
    }

    package static func detect() -> HostAbilities {
        HostAbilities(
            process: getpid(), user: geteuid(), userName: AccountFiles().user("\(geteuid())")?.name,
            capabilities: .current, landlock: FileRules.version,
            openFiles: ResourceLimits.hardLimit(of: .nofile))
    }
}

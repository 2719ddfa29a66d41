import Glibc

/// What the host's own process may do to its children; asked once, at start.
package struct HostAbilities: Equatable, Sendable {
    var process: pid_t = 1
    var user: uid_t = 0
    var capabilities = Capabilities.all
    var landlock = 7
    var openFiles: UInt = 1 << 20

    package static func detect() -> HostAbilities {
        HostAbilities(
            process: getpid(), user: geteuid(), capabilities: .current, landlock: Landlock.version,
            openFiles: ResourceLimits.hardLimit(of: .nofile))
    }
}

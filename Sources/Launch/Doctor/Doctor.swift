import Glibc

/// Looks over the machine and the home on which the host runs, and says what it cannot do for features here and why.
/// Reads small files only: fit for the kernel's loop.
package struct Doctor {
    let home: String
    let host: HostAbilities
    let confinement: any Confinement
    /// Milliseconds, as the confinement's `JoinDelay` measured it.
    let joinDelay: Double?

    package init(home: String, host: HostAbilities, confinement: any Confinement, joinDelay: Double? = nil) {
        (self.home, self.host, self.confinement, self.joinDelay) = (home, host, confinement, joinDelay)
    }

    package func examine() -> [DoctorCheck] {
        groups + [limitRestart, users, network, landlock, openFiles, homeWritable, homeSpace, clock, processes, watches, orphans]
    }

    private var groups: [DoctorCheck] {
        confinement.support.map { limit in
            DoctorCheck(
                "limit-\(limit.name)", ok: limit.enforced, limit.enforced ? "enforced by \(limit.how)" : limit.how,
                remedy: "let the host write its control group (systemd: Delegate=yes; container: a writable cgroup)")
        }
    }

    /// Found with Linux 6.1 and 6.18: 5 to 30 ms as mounted, below 1 ms with the option, for version 1 beside it too.
    private var limitRestart: DoctorCheck {
        let milliseconds = Int((joinDelay ?? 0).rounded())
        let mount = confinement.joinDelay?.mount ?? "/sys/fs/cgroup"
        return DoctorCheck(
            "limit-restart", ok: milliseconds < 3,
            milliseconds < 3
                ? "a feature with limits is restarted as fast as one without"
                : "a feature with limits is restarted \(milliseconds) ms later than one without: joining a control group waits for all processors",
            remedy: "mount -o remount,favordynmods \(mount) (Linux 6.0 or newer, until the next boot), then restart the host")
    }

    private var users: DoctorCheck {
        let may = host.capabilities.mayChangeUser
        return DoctorCheck(
            "user-switch", ok: may, may ? "features can run as other users" : "the host runs as user \(host.user) and cannot switch",
            remedy: "run the host as root; until then every feature runs as the host's user")
    }

    private var network: DoctorCheck {
        let may = host.capabilities.mayMakeNamespaces
        return DoctorCheck(
            "network-none", ok: may, may ? "features can be cut off from the network" : "CAP_SYS_ADMIN is missing",
            remedy: "run the host as root with CAP_SYS_ADMIN; until then network = \"none\" is not enforced")
    }

    private var landlock: DoctorCheck {
        DoctorCheck(
            "file-sandbox", ok: host.landlock > 0, host.landlock > 0 ? "Landlock \(host.landlock)" : "no Landlock in this kernel",
            remedy: "use Linux 5.13 or newer with lsm=landlock; until then 'read' and 'write' are not enforced")
    }

    private var openFiles: DoctorCheck {
        DoctorCheck(
            "open-files", ok: host.openFiles >= 4096, "at most \(host.openFiles) descriptors for the host",
            remedy: "start the host with a higher limit (ulimit -Hn 4096, systemd: LimitNOFILE=)")
    }
}

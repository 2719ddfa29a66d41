import Glibc

/// The variables the guard was started with, and those it gives on.
enum Environment {
    static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The service manager is the guard's to talk to, so the kernel does not learn of it.
    static func forKernel(of release: Release, link: Int32) -> [String] {
        let own = ["NOTIFY_SOCKET=", "WATCHDOG_USEC=", "WATCHDOG_PID=", "ROOST_GUARD_FD=", "ROOST_SLOT="]
        var all: [String] = []
        var entry = roost_environment()
        while let text = entry?.pointee {
            let variable = String(cString: text)
            if !own.contains(where: { variable.utf8.starts(with: $0.utf8) }) { all.append(variable) }
            entry = entry.map { $0 + 1 }
        }
        return all + ["ROOST_GUARD_FD=\(link)", "ROOST_SLOT=\(release.name)"]
    }
}

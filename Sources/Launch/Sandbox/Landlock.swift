import Glibc

/// The kernel's own sandbox for files: from `restrict` on, this process and all it starts reach only what was listed
/// and what any program needs to run. What is open already stays open; sockets and descriptors are not its business.
enum Landlock {
    /// Without root this works only once new privileges are forbidden.
    static func restrict(readable: [String], writable: [String]) throws(LaunchFailure) {
        let rules = try makeRules()
        for (path, rights) in system { try allow(rights, below: path, in: rules, ifPresent: true) }
        for path in readable { try allow(.reading, below: path, in: rules) }
        for path in writable { try allow(.writing, below: path, in: rules) }
        do throws(SystemError) {
            try rules.enforce()
        } catch {
            throw .setup("cannot enter the file sandbox (\(error.words))", remedy: "see 'roost doctor'")
        }
    }

    /// Programs, their libraries and settings, the kernel's own files, and the devices that every program may write.
    private static let system: [(String, FileRights)] = [
        ("/usr", .reading), ("/bin", .reading), ("/sbin", .reading), ("/lib", .reading), ("/lib32", .reading),
        ("/lib64", .reading), ("/etc", .reading), ("/proc", .reading), ("/sys", .reading), ("/dev", .reading),
        ("/run/systemd/resolve", .reading), ("/run/resolvconf", .reading), ("/dev/null", .device),
        ("/dev/zero", .device), ("/dev/full", .device), ("/dev/random", .device), ("/dev/urandom", .device),
        ("/dev/tty", .device),
    ]

    private static func makeRules() throws(LaunchFailure) -> FileRules {
        do throws(SystemError) {
            return try FileRules()
        } catch {
            throw .setup(
                "this kernel has no Landlock (\(error.words))",
                remedy: "take 'read' and 'write' out of the manifest, or switch it on (lsm=landlock)")
        }
    }

    private static func allow(
        _ rights: FileRights, below path: String, in rules: borrowing FileRules, ifPresent: Bool = false
    ) throws(LaunchFailure) {
        let file = open(path, FileRights.openForRules)
        if file < 0, ifPresent { return }
        guard file >= 0 else { throw unreachable(path) }
        defer { close(file) }
        do throws(SystemError) {
            try rules.allow(rights, below: file)
        } catch {
            throw .setup("cannot allow \(path) in the file sandbox (\(error.words))", remedy: "correct 'read' and 'write'")
        }
    }

    private static func unreachable(_ path: String) -> LaunchFailure {
        .setup(
            "cannot allow \(path) in the file sandbox (\(SystemError.last.words))",
            remedy: "create it, or take it out of 'read' and 'write' in the manifest")
    }
}

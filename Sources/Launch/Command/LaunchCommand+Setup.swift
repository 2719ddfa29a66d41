import Glibc

/// The launcher's single steps; each fails with what it wanted and what an operator can do about it.
extension LaunchCommand {
    /// By `tasks` where there is one (version 1): a thread that moves itself need not wait for all processors.
    static func join(_ groups: [String]) throws(LaunchFailure) {
        for group in groups {
            let list = access(group + "/tasks", F_OK) == 0 ? "/tasks" : "/cgroup.procs"
            do throws(SystemError) {
                try KernelFile.write("0", to: group + list)
            } catch {
                throw .setup(
                    "cannot join the control group \(group) (\(error.words))",
                    remedy: "see 'roost doctor'; restarting the host makes its groups anew")
            }
        }
    }

    static func setOutOfMemoryScore(_ score: Int?) throws(LaunchFailure) {
        guard let score else { return }
        do throws(SystemError) {
            try KernelFile.write("\(score)", to: "/proc/self/oom_score_adj")
        } catch {
            throw .setup("cannot set the out-of-memory score (\(error.words))", remedy: "mount /proc writable")
        }
    }

    static func account(_ user: String?) throws(LaunchFailure) -> UserAccount? {
        guard let user else { return nil }
        return try UserAccount(named: user)
    }

    static func forbidNewPrivileges() throws(LaunchFailure) {
        do throws(SystemError) {
            try LinuxCall.forbidNewPrivileges()
        } catch {
            throw .setup("cannot forbid new privileges (\(error.words))", remedy: "Linux 3.5 or newer is needed")
        }
    }

    /// Makes the folder if it is not there and gives it to the feature's user; a link in its place is refused.
    static func prepareDataFolder(_ path: String?, for account: UserAccount?) throws(LaunchFailure) {
        guard let path else { return }
        mkdir(path, 0o750)
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw dataFolderFailure(path) }
        defer { close(folder) }
        if let account, fchown(folder, account.user, account.group) != 0 { throw dataFolderFailure(path) }
    }

    private static func dataFolderFailure(_ path: String) -> LaunchFailure {
        .setup(
            "cannot prepare the data folder \(path) (\(SystemError.last.words))",
            remedy: "it must be a real folder that the host may write and give away")
    }

    static func restrictFiles(_ options: LaunchOptions) throws(LaunchFailure) {
        if options.readable.isEmpty && options.writable.isEmpty { return }
        try Landlock.restrict(readable: options.readable, writable: options.writable)
    }

    static func enter(_ directory: String?, as user: String?) throws(LaunchFailure) {
        guard let directory, chdir(directory) != 0 else { return }
        throw .setup(
            "\(user ?? "the feature") cannot enter its folder \(directory) (\(SystemError.last.words))",
            remedy: "let that user pass through every folder above it (chmod o+x)")
    }

    static func dieWithParent(_ options: LaunchOptions) throws(LaunchFailure) {
        do throws(SystemError) {
            if let signal = options.deathSignal { try LinuxCall.setParentDeathSignal(signal) }
        } catch {
            throw .setup("cannot ask for a death signal (\(error.words))", remedy: "use a signal from 1 to 64")
        }
        // A parent that died before the call above sends nothing any more.
        if let parent = options.parent, getppid() != parent {
            throw .setup("the host died meanwhile", remedy: "start it again")
        }
    }

    /// An ignored or blocked signal would be inherited by the feature, which expects neither.
    static func restoreSignals() {
        for number in 1...SIGSYS { signal(number, SIG_DFL) }
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
    }
}

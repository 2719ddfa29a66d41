import Glibc

// Not in Glibc's Swift module; see FolderCall for why fixed arguments do.
@_silgen_name("syscall") private func syscall(_ number: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int
@_silgen_name("prctl") private func prctl(_ option: Int32, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt) -> Int32

/// What the child gives up before it looks at anything.
enum DatabaseCell {
    /// From here on it is in the database's folder, has the rights of the folder's owner, and bounded memory.
    static func enter(_ task: DatabaseTask) throws(DatabaseFailure) {
        // close_range: what was not meant for it.
        try require(syscall(436, 5, Int(Int32.max), 0, 0) == 0, "cannot let go of descriptors")
        try require(fchdir(3) == 0, "cannot enter the folder")
        if geteuid() == 0, task.owner != 0 {
            try require(setgroups(0, nil) == 0 && setgid(task.group) == 0 && setuid(task.owner) == 0, "cannot become the folder's owner")
        }
        // PR_SET_PDEATHSIG: nobody would hear its end. Another user's rights take it away, so it comes after them.
        try require(prctl(1, UInt(SIGKILL), 0, 0, 0) == 0, "cannot be tied to the journal")
        try require(getppid() == task.parent, "the journal has ended")
        // PR_SET_NO_NEW_PRIVS
        try require(prctl(38, 1, 0, 0, 0) == 0, "cannot forbid new privileges")
        try limit(__rlimit_resource_t(9), to: rlim_t(task.memory))
        try limit(__rlimit_resource_t(4), to: 0)
        umask(0o077)
    }

    /// RLIMIT_AS is 9, RLIMIT_CORE is 4.
    private static func limit(_ resource: __rlimit_resource_t, to value: rlim_t) throws(DatabaseFailure) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        try require(setrlimit(resource, &limits) == 0, "cannot bound its memory")
    }

    private static func require(_ done: Bool, _ words: String) throws(DatabaseFailure) {
        if !done { throw DatabaseFailure("\(words): \(String(cString: strerror(errno)))") }
    }
}

import Glibc

/// The Linux calls that Swift cannot import; those of the launcher throw the error number they were refused with.
package enum LinuxCall {
    /// No exec below may gain rights, by set-user-id or otherwise: prctl(PR_SET_NO_NEW_PRIVS).
    static func forbidNewPrivileges() throws(SystemError) {
        try check(Int(prctl(38, 1, 0, 0, 0)))
    }

    /// No exec below keeps capabilities it is not given otherwise: prctl(PR_CAP_AMBIENT_CLEAR_ALL). Kernels before 4.3 refuse,
    /// having none.
    static func clearAmbientCapabilities() { _ = prctl(47, 4, 0, 0, 0) }

    /// The signal this process gets when its parent dies: prctl(PR_SET_PDEATHSIG).
    package static func setParentDeathSignal(_ signal: Int32) throws(SystemError) {
        try check(Int(prctl(1, UInt(signal), 0, 0, 0)))
    }

    /// What lists of processes show, its first 15 bytes: prctl(PR_SET_NAME).
    package static func setProcessName(_ name: String) {
        _ = name.withCString { prctl(15, UInt(bitPattern: $0), 0, 0, 0) }
    }

    /// Whether orphans below this process become its children: prctl(PR_GET_CHILD_SUBREAPER).
    static var isSubreaper: Bool {
        var answer: Int32 = 0
        let status = withUnsafeMutablePointer(to: &answer) { prctl(37, UInt(bitPattern: $0), 0, 0, 0) }
        return status == 0 && answer != 0
    }

    /// Moves this process into an empty network of its own: unshare(CLONE_NEWNET).
    static func leaveNetwork() throws(SystemError) {
        try check(Int(unshare(0x4000_0000)))
    }

    /// Marks every descriptor from `first` close-on-exec: close_range(CLOSE_RANGE_CLOEXEC).
    static func closeOnExec(from first: Int32) throws(SystemError) {
        try check(syscall(436, Int(first), Int(Int32.max), 4, 0))
    }

    /// The highest Landlock version of the kernel: landlock_create_ruleset(LANDLOCK_CREATE_RULESET_VERSION).
    static func landlockVersion() throws(SystemError) -> Int {
        try check(syscall(444, 0, 0, 1, 0))
    }

    /// A descriptor of a rule set that handles these rights: landlock_create_ruleset.
    static func landlockRuleset(handling rights: UInt64) throws(SystemError) -> Int32 {
        var attributes = rights
        let result = withUnsafePointer(to: &attributes) { syscall(444, Int(bitPattern: $0), 8, 0, 0) }
        return Int32(try check(result))
    }

    /// Allows rights below an open file or folder: landlock_add_rule(LANDLOCK_RULE_PATH_BENEATH).
    static func landlockAllow(_ rights: UInt64, below file: Int32, in ruleset: Int32) throws(SystemError) {
        // struct landlock_path_beneath_attr is packed: 8 bytes of rights, 4 of descriptor; the rest is not read.
        var attributes = (rights, UInt64(UInt32(bitPattern: file)))
        let result = withUnsafePointer(to: &attributes) { syscall(445, Int(ruleset), 1, Int(bitPattern: $0), 0) }
        try check(result)
    }

    /// From here on only what the rule set allows, for this process and all it starts: landlock_restrict_self.
    static func landlockRestrict(to ruleset: Int32) throws(SystemError) {
        try check(syscall(446, Int(ruleset), 0, 0, 0))
    }

    @discardableResult
    private static func check(_ result: Int) throws(SystemError) -> Int {
        if result < 0 { throw SystemError.last }
        return result
    }
}

// Glibc's Swift module has no variadic functions and nothing behind _GNU_SOURCE. Declared here by their C symbols with
// fixed, word-sized arguments: the Linux ABIs of x86_64 and arm64 pass variadic words as they pass fixed ones.
@_silgen_name("syscall") private func syscall(_ number: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int
@_silgen_name("prctl") private func prctl(_ option: Int32, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt) -> Int32
@_silgen_name("unshare") private func unshare(_ flags: Int32) -> Int32

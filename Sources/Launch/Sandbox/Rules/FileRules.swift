import Glibc

/// A rule set of Landlock in the making: which rights hold below what is open; once it is enforced, nothing else is reached.
struct FileRules: ~Copyable {
    private let descriptor: Int32
    private let version: Int

    /// Zero where the kernel has no Landlock or it is switched off.
    static var version: Int { (try? LinuxCall.landlockVersion()) ?? 0 }

    /// Throws where there is no Landlock. (landlock_create_ruleset)
    init() throws(SystemError) {
        version = Self.version
        descriptor = try LinuxCall.landlockRuleset(handling: FileRights.all.known(to: version))
    }

    deinit { close(descriptor) }

    /// Of a single file only the rights that a file can have. (landlock_add_rule)
    func allow(_ rights: FileRights, below file: Int32) throws(SystemError) {
        let fitting = Self.isFolder(file) ? rights : rights.intersection(.ofFiles)
        try LinuxCall.landlockAllow(fitting.known(to: version), below: file, in: descriptor)
    }

    /// For this process and all it starts, for good. Without root it works only once new privileges are forbidden.
    /// (landlock_restrict_self)
    consuming func enforce() throws(SystemError) { try LinuxCall.landlockRestrict(to: descriptor) }

    private static func isFolder(_ file: Int32) -> Bool {
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

import Glibc

/// A process that is at work on what a stranger sent is kept to the few paths it works on: it opens nothing else, starts no
/// program, and gains no rights.
///
/// The last line behind checks of its own, so where the kernel has no Landlock it works on without.
package enum Fence {
    /// Where a path cannot be opened there is no fence: the work itself says why it cannot begin.
    package static func enter(reading: [String], writing: [String]) {
        do throws(SystemError) {
            try LinuxCall.forbidNewPrivileges()
            let rules = try FileRules()
            for path in reading { try allow([.readFile, .readFolder], path, rules) }
            for path in writing { try allow(.writing, path, rules) }
            try rules.enforce()
        } catch {}
    }

    private static func allow(_ rights: FileRights, _ path: String, _ rules: borrowing FileRules) throws(SystemError) {
        let file = open(path, FileRights.openForRules)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        try rules.allow(rights, below: file)
    }
}

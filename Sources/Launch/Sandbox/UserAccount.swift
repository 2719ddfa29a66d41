import Glibc

/// A user a feature runs as, with all groups it is a member of.
struct UserAccount: Equatable, Sendable {
    let name: String
    let user: uid_t
    let group: gid_t
    let supplementary: [gid_t]

    /// `NAME`, `UID`, `NAME:GROUP` or `UID:GID`.
    init(named text: String, in files: AccountFiles = AccountFiles()) throws(LaunchFailure) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let entry = files.user(parts[0])
        let group = parts.count > 1 ? files.group(parts[1]) : entry?.group ?? uid_t(parts[0])
        guard parts.count <= 2, let user = entry?.user ?? uid_t(parts[0]), let group else {
            throw .setup(
                "there is no user or group '\(text)' on this machine",
                remedy: "create it, or correct 'user' in the manifest")
        }
        self.name = text
        self.user = user
        self.group = group
        supplementary = entry.map { files.groups(ofMember: $0.name) } ?? []
    }

    /// Groups first, since a user that is not root may no longer change them: setgroups, setgid, setuid. And without the
    /// host's ambient capabilities: of a host that is not root itself they would outlive the change, and undo it.
    func become() throws(LaunchFailure) {
        let groups = [group] + supplementary.filter { $0 != group }
        LinuxCall.clearAmbientCapabilities()
        guard setgroups(groups.count, groups) == 0, setgid(group) == 0, setuid(user) == 0 else {
            throw .setup(
                "cannot become user \(name) (\(SystemError.last.words))",
                remedy: "run the host as root, or take 'user' out of the manifest")
        }
    }
}

import Glibc

/// The users and groups of this machine as its own files list them. Name services are left aside on purpose:
/// a static executable would load their modules of whatever version into itself.
struct AccountFiles {
    var users = "/etc/passwd"
    var groups = "/etc/group"

    struct User: Equatable {
        let name: String
        let user: uid_t
        let group: gid_t
    }

    /// By name, or by number if no name is alike.
    func user(_ text: String) -> User? {
        let all = entries(of: users).compactMap(Self.user(from:))
        return all.first { $0.name == text } ?? all.first { String($0.user) == text }
    }

    /// A group's number, by name or as written.
    func group(_ text: String) -> gid_t? {
        let entry = entries(of: groups).first { $0.count > 2 && $0[0] == text }
        return gid_t(entry.map { String($0[2]) } ?? text)
    }

    func groups(ofMember name: String) -> [gid_t] {
        entries(of: groups).compactMap { fields in
            guard fields.count > 3, fields[3].split(separator: ",").contains(where: { $0 == name }) else { return nil }
            return gid_t(fields[2])
        }
    }

    private static func user(from fields: [Substring]) -> User? {
        guard fields.count > 3, let user = uid_t(fields[2]), let group = gid_t(fields[3]) else { return nil }
        return User(name: String(fields[0]), user: user, group: group)
    }

    private func entries(of path: String) -> [[Substring]] {
        KernelFile.lines(path).map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    }
}

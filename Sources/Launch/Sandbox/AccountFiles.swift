package import Glibc

/// The users and groups of this machine as its own files list them. Name services are left aside on purpose:
/// a static executable would load their modules of whatever version into itself.
package struct AccountFiles {
    var users: String
    var groups: String
    /// Bytes of a file that are read; of what is longer the rest is not seen.
    private static let longest = 1 << 20

    package init(users: String = "/etc/passwd", groups: String = "/etc/group") {
        (self.users, self.groups) = (users, groups)
    }

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
        let entry = entry(ofGroup: text)
        return gid_t(entry.map { String($0[2]) } ?? text)
    }

    package func group(named name: String) -> gid_t? { entry(ofGroup: name).flatMap { gid_t($0[2]) } }

    /// Who is listed as a member, as far as they are users here.
    package func members(ofGroup name: String) -> Set<uid_t> {
        guard let entry = entry(ofGroup: name), entry.count > 3 else { return [] }
        let names = Set(entry[3].split(separator: ",").map(String.init))
        return Set(entries(of: users).compactMap(Self.user(from:)).filter { names.contains($0.name) }.map(\.user))
    }

    private func entry(ofGroup name: String) -> [Substring]? {
        entries(of: groups).first { $0.count > 2 && $0[0] == name }
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
        var text = KernelFile.read(path, limit: Self.longest) ?? ""
        // A line that is cut short could say another number.
        if text.utf8.count >= Self.longest { text = String(text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]) }
        return text.split(separator: "\n").map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    }
}

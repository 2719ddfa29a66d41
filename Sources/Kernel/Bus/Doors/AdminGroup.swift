import EventLoop
import Glibc

/// The group whose members may administer the host, looked up once.
struct AdminGroup {
    let gid: UInt32
    private let members: Set<UInt32>

    /// Nil when there is no such group. C functions: `getgrnam`, `getpwnam`.
    init?(_ name: String) {
        guard let group = getgrnam(name) else { return nil }
        gid = group.pointee.gr_gid
        var members: Set<UInt32> = []
        var next = group.pointee.gr_mem
        while let name = next?.pointee {
            if let user = getpwnam(name) { members.insert(user.pointee.pw_uid) }
            next = next?.advanced(by: 1)
        }
        self.members = members
    }

    func contains(_ credentials: Stream.Credentials) -> Bool {
        credentials.gid == gid || members.contains(credentials.uid)
    }
}

import EventLoop
import Launch

/// The group whose members may administer the host, looked up once, in this machine's own files.
struct AdminGroup {
    let gid: UInt32
    private let members: Set<UInt32>

    /// Nil when the files know no such group.
    init?(_ name: String, in files: AccountFiles = AccountFiles()) {
        guard let gid = files.group(named: name) else { return nil }
        self.gid = gid
        members = files.members(ofGroup: name)
    }

    func contains(_ credentials: Stream.Credentials) -> Bool { contains(uid: credentials.uid, gid: credentials.gid) }

    func contains(uid: UInt32, gid: UInt32) -> Bool { gid == self.gid || members.contains(uid) }
}

import EventLoop
import Glibc

/// `bus.sock`, for administrators: root, the host's own user and members of the admin group may do everything, others
/// nothing. The socket's mode keeps out most; SO_PEERCRED decides. A feature that comes in here is still a feature, whoever
/// it runs as.
final class UnixDoor {
    private let listener: Listener

    /// `feature` tells whose a process is.
    init(path: String, bus: Bus, adminGroup: AdminGroup?, feature: @escaping (_ pid: Int32) -> String?) throws(UVError) {
        listener = try Listener.unix(path: path, mode: 0o660, on: bus.loop) { stream in
            Self.admit(stream, to: bus, adminGroup, feature)
        }
        if let adminGroup, chown(path, uid_t.max, adminGroup.gid) != 0 { throw UVError(code: -errno) }
    }

    func close() { listener.close() }

    private static func admit(_ stream: Stream, to bus: Bus, _ adminGroup: AdminGroup?, _ feature: (Int32) -> String?) {
        do throws(UVError) {
            let credentials = try stream.peerCredentials()
            if let id = feature(credentials.pid) {
                guard bus.connections(of: id) < bus.options.maxFeatureConnections else {
                    return bus.refuse(stream, by: .unix, "maximum connections exceeded", who: "feature '\(id)'")
                }
                bus.connect(stream, by: .unix, as: .feature(id), bus.featurePermissions[id] ?? .nothing)
                return
            }
            guard isAdmin(credentials, adminGroup) else {
                return bus.refuse(stream, by: .unix, "Authorization Violation", who: "uid \(credentials.uid)")
            }
            bus.connect(stream, by: .unix, as: .admin(uid: credentials.uid), .everything)
        } catch {
            bus.refuse(stream, by: .unix, "Authorization Violation", who: "a client that cannot be identified (\(error.name))")
        }
    }

    private static func isAdmin(_ credentials: Stream.Credentials, _ adminGroup: AdminGroup?) -> Bool {
        credentials.uid == 0 || credentials.uid == geteuid() || adminGroup?.contains(credentials) == true
    }
}

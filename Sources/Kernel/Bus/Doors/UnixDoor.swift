import EventLoop
import Glibc

/// `bus.sock`, for administrators: root, the host's own user and members of the admin group may do everything, others
/// nothing. The socket's mode keeps out most; SO_PEERCRED decides. A feature that comes in here is still a feature, whoever
/// it runs as, and who cannot be told from one is refused.
final class UnixDoor {
    private let listener: Listener

    /// Its process, and one file of /proc at a time.
    private static let descriptorsToLook = 2

    /// `owner` tells whose a process is.
    init(path: String, bus: Bus, adminGroup: AdminGroup?, owner: @escaping (_ pid: Int32) -> ProcessOwner) throws(UVError) {
        let spare = SpareDescriptors(Self.descriptorsToLook)
        listener = try Listener.unix(path: path, mode: 0o660, on: bus.loop) { stream in
            spare.lend { Self.admit(stream, to: bus, adminGroup, owner) }
        }
        if let adminGroup, chown(path, uid_t.max, adminGroup.gid) != 0 { throw UVError(code: -errno) }
    }

    func close() { listener.close() }

    private static func admit(_ stream: Stream, to bus: Bus, _ adminGroup: AdminGroup?, _ owner: (Int32) -> ProcessOwner) {
        do throws(UVError) {
            let caller = try stream.peerCredentials()
            switch try Self.owner(of: stream, caller.pid, owner) {
            case .feature(let id):
                guard bus.connections(of: id) < bus.options.maxFeatureConnections else {
                    return bus.refuse(stream, by: .unix, "maximum connections exceeded", who: "feature '\(id)'")
                }
                bus.connect(stream, by: .unix, as: .feature(id), bus.featurePermissions[id] ?? .nothing)
            case .nobody where isAdmin(caller, adminGroup):
                bus.connect(stream, by: .unix, as: .admin(uid: caller.uid), .everything)
            case .nobody:
                bus.refuse(stream, by: .unix, "Authorization Violation", who: "uid \(caller.uid)")
            case .unknown(let why):
                bus.refuse(stream, by: .unix, "Authorization Violation: \(why)", who: "uid \(caller.uid) (\(why))")
            }
        } catch {
            bus.refuse(stream, by: .unix, "Authorization Violation", who: "a client that cannot be identified (\(error.name))")
        }
    }

    /// What is found out by a process's number holds if the process still lives when it has been.
    private static func owner(
        of stream: Stream, _ pid: Int32, _ owner: (Int32) -> ProcessOwner
    ) throws(UVError) -> ProcessOwner {
        do throws(UVError) {
            let process = try stream.peerProcess(pid)
            let found = owner(pid)
            return process.hasEnded ? OwnerSearch.gone(pid) : found
        } catch .noSuchProcess {
            return OwnerSearch.gone(pid)
        } catch {
            throw error
        }
    }

    private static func isAdmin(_ credentials: Stream.Credentials, _ adminGroup: AdminGroup?) -> Bool {
        credentials.uid == 0 || credentials.uid == geteuid() || adminGroup?.contains(credentials) == true
    }
}

import EventLoop
import Manifests

/// The ways onto the bus besides being born to it: `run/bus.sock`, and loopback TCP where it is configured.
final class Doors {
    private let unix: UnixDoor
    private let tcp: TCPDoor?

    init(home: String, _ configuration: Configuration, bus: Bus, owner: @escaping (_ pid: Int32) -> ProcessOwner) throws(HostFailure) {
        let group = configuration.host.adminGroup
        let adminGroup = group.flatMap { AdminGroup($0) }
        guard group == nil || adminGroup != nil else {
            throw Self.missing(group)
        }
        bus.authenticator.token = configuration.bus.token
        bus.authenticator.allowsAnonymous = configuration.bus.anonymous
        bus.authenticator.users = configuration.bus.users.map { Authenticator.User($0) }
        unix = try Self.open("\(home)/run/bus.sock") { path throws(UVError) in
            try UnixDoor(path: path, bus: bus, adminGroup: adminGroup, owner: owner)
        }
        tcp = try configuration.bus.listen.map { address throws(HostFailure) in
            try Self.open(address.text) { _ throws(UVError) in
                try TCPDoor(host: address.host, port: address.port, bus: bus)
            }
        }
        if let tcp, let host = configuration.bus.listen?.host { bus.openedTCP(host: host, port: tcp.port) }
    }

    private static func missing(_ group: String?) -> HostFailure {
        let what = "there is no group '\(group ?? "")' in /etc/group, and groups that only a name service knows are not seen"
        return HostFailure(words: "\(what); create it there, or correct admin-group in the configuration")
    }

    private static func open<Door>(_ place: String, _ body: (String) throws(UVError) -> Door) throws(HostFailure) -> Door {
        do throws(UVError) {
            return try body(place)
        } catch .addressInUse {
            throw HostFailure(words: "cannot listen on \(place): it is in use; stop who uses it or choose another address")
        } catch {
            throw HostFailure(words: "cannot listen on \(place): \(error.description)")
        }
    }

    func close() {
        unix.close()
        tcp?.close()
    }
}

import EventLoop
import Manifests

/// The ways onto the bus besides being born to it: `run/bus.sock`, and loopback TCP where it is configured.
final class Doors {
    private let unix: UnixDoor
    private let tcp: TCPDoor?

    init(home: String, _ configuration: Configuration, bus: Bus, owner: @escaping (_ pid: Int32) -> ProcessOwner) throws(Host.Failure) {
        let group = configuration.host.adminGroup
        let adminGroup = group.flatMap { AdminGroup($0) }
        guard group == nil || adminGroup != nil else {
            throw Host.Failure(words: "there is no group '\(group ?? "")'; create it or correct admin-group in the configuration")
        }
        bus.authenticator.token = configuration.bus.token
        bus.authenticator.allowsAnonymous = configuration.bus.anonymous
        bus.authenticator.users = configuration.bus.users.map { Authenticator.User($0) }
        unix = try Self.open("\(home)/run/bus.sock") { path throws(UVError) in
            try UnixDoor(path: path, bus: bus, adminGroup: adminGroup, owner: owner)
        }
        tcp = try configuration.bus.listen.map { address throws(Host.Failure) in
            try Self.open(address.text) { _ throws(UVError) in
                try TCPDoor(host: address.host, port: address.port, bus: bus)
            }
        }
        if let tcp, let host = configuration.bus.listen?.host { bus.openedTCP(host: host, port: tcp.port) }
    }

    private static func open<Door>(_ place: String, _ body: (String) throws(UVError) -> Door) throws(Host.Failure) -> Door {
        do throws(UVError) {
            return try body(place)
        } catch .addressInUse {
            throw Host.Failure(words: "cannot listen on \(place): it is in use; stop who uses it or choose another address")
        } catch {
            throw Host.Failure(words: "cannot listen on \(place): \(error.description)")
        }
    }

    func close() {
        unix.close()
        tcp?.close()
    }
}

import EventLoop

/// The door for stock NATS clients, on loopback. Who they are is for their CONNECT to say.
final class TCPDoor {
    private let listener: Listener

    init(host: String, port: UInt16, bus: Bus) throws(UVError) {
        listener = try Listener.tcp(host: host, port: port, on: bus.loop) { stream in
            stream.setNoDelay(true)
            let (identity, permissions): (Identity, Permissions) =
                bus.authenticator.isRequired ? (.unknown, .nothing) : (.anonymous, .everything)
            bus.connect(stream, by: .tcp, as: identity, permissions)
        }
    }

    var port: UInt16 { listener.port }

    func close() { listener.close() }
}

import EventLoop
import Wire

extension Bus {
    /// The INFO line a peer is greeted with. It says honestly what is not there.
    func info(for peer: Peer) -> String {
        var info: [JSON.Member] = [
            .init("server_id", .string(options.serverID)),
            .init("server_name", "roost"),
            .init("version", .string(options.version)),
            .init("proto", 1),
            .init("host", .string(address?.host ?? "")),
            .init("port", JSON(address?.port ?? 0)),
            .init("headers", true),
            .init("max_payload", JSON(options.maxPayload)),
            .init("jetstream", false),
            .init("client_id", JSON(peer.id)),
        ]
        if let address = peer.stream.remoteAddress { info.append(.init("client_ip", .string(address.host))) }
        if peer.identity == .unknown { info.append(.init("auth_required", true)) }
        return "INFO \(JSON.object(info).text) \r\n"
    }
}

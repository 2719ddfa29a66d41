import EventLoop
import Logging
import Manifests
import Wire

/// What the supervisor needs of the host, and the bus of the supervisor.
extension Host: SupervisorDelegate {
    func busDescriptor(for id: String) -> Int32? {
        do throws(UVError) {
            let (stream, child) = try Stream.pair(on: loop)
            bus.connect(stream, by: .birth, as: .feature(id), bus.featurePermissions[id] ?? .nothing)
            return child
        } catch {
            trouble("no bus for '\(id)': \(error.description)")
            return nil
        }
    }

    func environment(for id: String) -> [String] {
        guard let address = bus.address, supervisor.features[id]?.manifest.kind == .plugin else { return [] }
        let token = Self.newToken()
        bus.authenticator.featureTokens[id] = token
        return ["NATS_URL=nats://\(id):\(token)@\(ListenAddress.text(address.host, address.port))"]
    }

    func feature(_ id: String, changed status: FeatureStatus) {
        log.debug("'\(id)' is \(status.state.rawValue)\(status.cause.map { " (\($0))" } ?? "")")
        publish(
            "feature",
            [
                "id": .string(id), "state": .string(status.state.rawValue), "pid": status.pid.map { JSON($0) } ?? .null,
                "cause": JSON(status.cause), "at": .double(WallClock.seconds()),
            ])
    }

    func feature(_ id: String, ended cause: Cause) {
        log.info("'\(id)' ended: \(cause.words)")
        bus.authenticator.featureTokens[id] = nil
        // All it had, on whichever door: a grandchild must not go on speaking in its name.
        for peer in bus.peers.values where peer.identity == .feature(id) { bus.remove(peer, because: cause.words) }
        abandoned.tell(id, cause.words)
    }

    func featureRemoved(_ id: String) {
        bus.featurePermissions[id] = nil
        bus.authenticator.featureTokens[id] = nil
    }

    func notice(_ notice: Notice) {
        log.error("\(notice.text): \(notice.cause). \(notice.remedy)")
        publish(
            "notice",
            [
                "id": .string(notice.id), "text": .string(notice.text), "cause": .string(notice.cause),
                "lastWords": .string(notice.lastWords), "remedy": .string(notice.remedy),
            ])
    }

    func trouble(_ words: String) { log.error("\(words)") }

    private func publish(_ event: String, _ body: JSON) {
        bus.publish(Array("event.kernel.\(event)".utf8), body.bytes)
    }

    /// Readiness, beats and deaths, as the bus hears them.
    func listenToFeatures() {
        bus.subscribe("kernel.ready") { [unowned self] message in
            if let id = message.sender?.identity.feature { supervisor.busReady(id) }
        }
        bus.subscribe("kernel.beat") { [unowned self] message in
            if let id = message.sender?.identity.feature { supervisor.busBeat(id) }
        }
        bus.onHeld = { [unowned self] id in supervisor.busBeat(id) }
        bus.onEvent = { [unowned self] event in
            switch event {
            case .refused(let door, let who): log.warning("refused \(who) at the \(door.rawValue) door")
            case .left(let peer, let reason):
                if reason == Peer.slowConsumer { log.warning("\(peer.description) was cut off: it did not read what it was sent") }
                log.debug("\(peer.description) left: \(reason)")
            }
        }
    }

    private static func newToken() -> String {
        (0..<4).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    }
}

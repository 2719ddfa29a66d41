import EventLoop
import Wire

extension BusConnection {
    /// Connects, introduces itself and waits until the bus has agreed.
    static func connect(
        to address: BusAddress, name: String, within limit: Duration = .seconds(5), on backgrounds: Backgrounds
    ) async throws(BusError) -> BusConnection {
        var reached: Result<BusLink, BusError> = .failure(.notReachable("no bus at \(address)"))
        await withCheckedContinuation { waiting in
            BusLink.connect(to: address, on: backgrounds.executor.loop) {
                reached = $0
                waiting.resume()
            }
        }
        let connection = BusConnection(try reached.get(), name: name, on: backgrounds)
        try await connection.introduce(with: address.credentials, within: limit)
        return connection
    }

    /// INFO is the bus's word that it is there; the PONG after CONNECT, that we may stay.
    private func introduce(with credentials: BusAddress.Credentials?, within limit: Duration) async throws(BusError) {
        let deadline = deadlines.add(after: limit) { [unowned self] in fail(.notReachable("the bus does not answer")) }
        defer { deadlines.remove(deadline) }
        try await wait { (resume: @escaping (Result<Void, BusError>) -> Void) in
            pongs.append(resume)
            onInfo = { [unowned self] in
                link.output.connect(options(credentials))
                link.output.ping()
                link.flushSoon()
            }
            link.start()
        }
    }

    private func options(_ credentials: BusAddress.Credentials?) -> JSON {
        var members: [JSON.Member] = [
            .init("verbose", false), .init("pedantic", false), .init("lang", "swift"), .init("version", "1.0.0"),
            .init("protocol", 1), .init("headers", true), .init("no_responders", true), .init("echo", true),
            .init("name", .string(name)),
        ]
        switch credentials {
        case .user(let user, let password): members += [.init("user", .string(user)), .init("pass", .string(password))]
        case .token(let token): members.append(.init("auth_token", .string(token)))
        case nil: break
        }
        return .object(members)
    }

    /// Bytes that the host may put before what somebody sent: who that was.
    private static let hostsHeader = 8192

    func readInfo(_ text: [UInt8]) {
        if let info = try? JSON(parsing: text), let size = info["max_payload"]?.integer, size > 0 {
            maximumPayload = Int(clamping: size)
            link.maximumPayload = max(maximumPayload, 1 << 20) + Self.hostsHeader
        }
        onInfo?()
        onInfo = nil
    }
}

extension BusAddress {
    fileprivate var credentials: Credentials? {
        if case .tcp(_, _, let credentials) = self { credentials } else { nil }
    }
}

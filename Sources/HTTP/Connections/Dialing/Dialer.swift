import EventLoop
import Trust

/// Makes connections: finds the address, connects, tunnels through a proxy, secures.
final class Dialer {
    private let loop: Loop
    private let settings: HTTPSettings
    /// Made at the first https request: reading authorities costs memory.
    private var trust: TLSTrust?

    init(on loop: Loop, _ settings: HTTPSettings) {
        self.loop = loop
        self.settings = settings
    }

    /// All of it within the time for connecting.
    func dial(_ url: HTTPURL, _ route: Route, _ life: RequestLife) async throws(HTTPError) -> HTTPConnection {
        let deadline = loop.now + settings.connect.milliseconds
        let plain = PlainTransport(try await connect(route, life, until: deadline), place: url.endpoint)
        do throws(HTTPError) {
            if let proxy = route.proxy, route.isTunnel { try await tunnel(plain, to: url, through: proxy, life, until: deadline) }
            guard route.scheme == .https else { return HTTPConnection(plain) }
            let trust = try openTrust()
            return HTTPConnection(try await TLSTransport.secure(plain, host: url.host, trust: trust, life, until: deadline))
        } catch {
            plain.close()
            throw error
        }
    }

    private func connect(_ route: Route, _ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> Stream {
        let (host, port) = route.next
        let late = HTTPError.unreachable("no connection to \(host):\(port) within \(settings.connect)")
        let addresses = try await life.wait(until: deadline, or: late) { finish in
            Resolver.resolve(host, port: port, on: loop) { finish($0.unreachable("cannot find the address of \(host)")) }
        }
        var race: ConnectRace?
        do throws(HTTPError) {
            return try await life.wait(until: deadline, or: late) { finish in
                race = ConnectRace(addresses, on: loop) { finish($0.unreachable("no connection to \(host):\(port)")) }
            }
        } catch {
            race?.cancel()
            throw error
        }
    }

    private func tunnel(
        _ plain: PlainTransport, to url: HTTPURL, through proxy: ProxyAddress, _ life: RequestLife, until deadline: UInt64
    ) async throws(HTTPError) {
        let connection = HTTPConnection(plain, parser: ResponseParser(answersConnect: true))
        let request = proxy.tunnelRequest(to: url, userAgent: settings.userAgent)
        let head = try await connection.exchange(request, life, within: deadline - min(deadline, loop.now))
        guard (200...299).contains(head.status) else {
            throw .unreachable("the proxy \(proxy.url.endpoint) makes no way to \(url.endpoint): it answered \(head.status)")
        }
        // Nothing may have come before our first word: it could only be the proxy's.
        guard connection.isClean else { throw .refused("the proxy \(proxy.url.endpoint) speaks into the tunnel") }
    }

    private func openTrust() throws(HTTPError) -> TLSTrust {
        if let trust { return trust }
        do throws(TLSError) {
            let made = if let pem = settings.authorities { try TLSTrust(authorities: pem) } else { try TLSTrust() }
            trust = made
            return made
        } catch {
            throw .insecure(error)
        }
    }
}

extension Result where Failure == UVError {
    fileprivate func unreachable(_ what: String) -> Result<Success, HTTPError> { mapError { .unreachable("\(what): \($0)") } }
}

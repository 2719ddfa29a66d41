import Trust

/// A connection secured by TLS: Trust's engine, which knows no socket, over a connection that knows no TLS.
final class TLSTransport: Transport {
    private let inner: PlainTransport
    private let tls: TLSClient

    var place: String { inner.place }

    private init(_ inner: PlainTransport, _ tls: TLSClient) {
        self.inner = inner
        self.tls = tls
    }

    /// Returns once the other side has proven to be `host`.
    static func secure(
        _ inner: PlainTransport, host: String, trust: TLSTrust, _ life: RequestLife, until deadline: UInt64
    ) async throws(HTTPError) -> TLSTransport {
        let tls = try translate { () throws(TLSError) in try TLSClient(host: host, trust: trust) }
        let transport = TLSTransport(inner, tls)
        while try await transport.handshake(life, until: deadline) == .needsMore {
            let bytes = try await inner.receive(life, until: deadline)
            if bytes.isEmpty { throw .unreachable("\(inner.place) broke off in the TLS handshake") }
            tls.put(bytes)
        }
        return transport
    }

    func receive(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> [UInt8] {
        while true {
            let reading = try Self.translate { () throws(TLSError) in try tls.read() }
            try await flush(life, until: deadline)
            switch reading {
            case .bytes(let bytes): return bytes
            case .closed: return []
            case .needsMore: break
            }
            let bytes = try await inner.receive(life, until: deadline)
            // Whoever sits on the line can end a connection; only the server can say that it is the end.
            if bytes.isEmpty { throw .insecure(.truncated(host: tls.host)) }
            tls.put(bytes)
        }
    }

    func send(_ bytes: [UInt8], _ life: RequestLife, until deadline: UInt64) async throws(HTTPError) {
        try Self.translate { () throws(TLSError) in try tls.write(bytes) }
        try await flush(life, until: deadline)
    }

    func rest(_ spoiled: @escaping () -> Void) { inner.rest(spoiled) }

    func wake() -> Bool { inner.wake() }

    func close() {
        tls.finish()
        inner.close()
    }

    private func handshake(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> TLSClient.Handshake {
        let step: Result<TLSClient.Handshake, TLSError>
        do throws(TLSError) {
            step = .success(try tls.handshake())
        } catch {
            step = .failure(error)
        }
        // Also what is to be said on failure: the other side learns why.
        try await flush(life, until: deadline)
        return try Self.translate { () throws(TLSError) in try step.get() }
    }

    private func flush(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) {
        let bytes = tls.take()
        if !bytes.isEmpty { try await inner.send(bytes, life, until: deadline) }
    }

    private static func translate<Value>(_ body: () throws(TLSError) -> Value) throws(HTTPError) -> Value {
        do throws(TLSError) { return try body() } catch { throw .insecure(error) }
    }
}

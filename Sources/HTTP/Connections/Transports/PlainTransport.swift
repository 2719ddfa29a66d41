import EventLoop

/// A TCP connection as it is.
final class PlainTransport: Transport {
    let place: String
    private let stream: Stream
    private var incoming: [UInt8] = []
    private var end: Result<Void, UVError>?
    private var arrived: (() -> Void)?
    /// Small, so that little is lost of a download that is killed.
    static let readLimit = 16 << 10

    init(_ stream: Stream, place: String) {
        self.stream = stream
        self.place = place
        stream.readLimit = Self.readLimit
        stream.setNoDelay(true)
        stream.read { [unowned self] in take($0) }
        stream.pauseReading()
    }

    func receive(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> [UInt8] {
        if incoming.isEmpty, end == nil {
            let _: Void = try await life.wait(until: deadline, or: .unreachable("\(place) is silent")) { finish in
                arrived = { finish(.success(())) }
                stream.resumeReading()
            }
        }
        if incoming.isEmpty, case .failure(let error) = end { throw .unreachable("\(place) broke off: \(error)") }
        defer { incoming = [] }
        return incoming
    }

    func send(_ bytes: [UInt8], _ life: RequestLife, until deadline: UInt64) async throws(HTTPError) {
        let place = place
        try await life.wait(until: deadline, or: .unreachable("\(place) takes no request")) { finish in
            stream.write(bytes) { error in finish(error.map { .failure(.unreachable("\(place) broke off: \($0)")) } ?? .success(())) }
        }
    }

    func rest(_ spoiled: @escaping () -> Void) {
        arrived = spoiled
        stream.resumeReading()
    }

    func wake() -> Bool {
        arrived = nil
        stream.pauseReading()
        return incoming.isEmpty && end == nil && !stream.isClosed
    }

    func close() {
        arrived = nil
        stream.close()
    }

    private func take(_ event: ReadEvent) {
        switch event {
        case .bytes(let bytes): incoming.append(contentsOf: bytes)
        case .end: end = .success(())
        case .failed(let error): end = .failure(error)
        }
        stream.pauseReading()
        let tell = arrived
        arrived = nil
        tell?()
    }
}

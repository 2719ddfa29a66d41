import CLibuv

extension Stream {
    /// Connects to a unix socket; `then` is called later, with `canceled` if the loop is closed before. (uv_pipe_connect)
    public static func connect(path: String, on loop: Loop, then: @escaping (Result<Stream, UVError>) -> Void) {
        begin(on: loop, tcp: false, then) { request, stream throws(UVError) in
            let address = try UnixAddress(path)
            uv_pipe_connect(request, stream.pipe, address.path, connected)
        }
    }

    /// Connects to a numeric address. (uv_tcp_connect)
    public static func connect(
        host: String, port: UInt16, on loop: Loop, then: @escaping (Result<Stream, UVError>) -> Void
    ) {
        begin(on: loop, tcp: true, then) { request, stream throws(UVError) in
            try stream.connect(to: try InternetAddress(host: host, port: port), request)
        }
    }

    /// Connects to what ``Resolver`` has found. Closing what this returns gives up: `then` hears `canceled`. (uv_tcp_connect)
    @discardableResult
    public static func connect(
        to address: InternetAddress, on loop: Loop, then: @escaping (Result<Stream, UVError>) -> Void
    ) -> Stream? {
        begin(on: loop, tcp: true, then) { request, stream throws(UVError) in try stream.connect(to: address, request) }
    }

    private func connect(to address: InternetAddress, _ request: UnsafeMutablePointer<uv_connect_t>) throws(UVError) {
        try check(address.withAddress { address, _ in uv_tcp_connect(request, tcp, address, connected) })
    }

    @discardableResult
    private static func begin(
        on loop: Loop, tcp: Bool, _ then: @escaping (Result<Stream, UVError>) -> Void,
        _ connect: (UnsafeMutablePointer<uv_connect_t>, Stream) throws(UVError) -> Void
    ) -> Stream? {
        do {
            let request = ConnectRequest(try Stream(tcp: tcp, on: loop), then)
            try connect(request.raw, request.stream)
            request.raw.pointee.data = Unmanaged.passRetained(request).toOpaque()
            return request.stream
        } catch {
            loop.atTurnEnd { then(.failure(error)) }
            return nil
        }
    }
}

/// A connection being made: libuv's request, the stream it is for, and whom to tell.
private final class ConnectRequest {
    let raw = UnsafeMutablePointer<uv_connect_t>.allocate(capacity: 1)
    let stream: Stream
    let then: (Result<Stream, UVError>) -> Void

    init(_ stream: Stream, _ then: @escaping (Result<Stream, UVError>) -> Void) {
        self.stream = stream
        self.then = then
    }

    deinit { raw.deallocate() }
}

private func connected(_ raw: UnsafeMutablePointer<uv_connect_t>?, _ status: Int32) {
    guard let data = raw?.pointee.data else { return }
    let request = Unmanaged<ConnectRequest>.fromOpaque(data).takeRetainedValue()
    request.then(status < 0 ? .failure(UVError(code: status)) : .success(request.stream))
}

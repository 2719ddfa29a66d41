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
            let address = try InternetAddress(host: host, port: port)
            try check(address.withAddress { address, _ in uv_tcp_connect(request, stream.tcp, address, connected) })
        }
    }

    private static func begin(
        on loop: Loop, tcp: Bool, _ then: @escaping (Result<Stream, UVError>) -> Void,
        _ connect: (UnsafeMutablePointer<uv_connect_t>, Stream) throws(UVError) -> Void
    ) {
        do {
            let request = ConnectRequest(try Stream(tcp: tcp, on: loop), then)
            try connect(request.raw, request.stream)
            request.raw.pointee.data = Unmanaged.passRetained(request).toOpaque()
        } catch {
            loop.atTurnEnd { then(.failure(error)) }
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

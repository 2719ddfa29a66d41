public import EventLoop

/// An HTTP/1.1 client on a loop, used from that loop only.
///
/// One call is one request, and one more for each redirect: nothing is repeated by itself. All it takes from a server is bounded,
/// in size and in time. A task that is cancelled closes its connection. An answer is whole or an error: what breaks off, or has
/// another length than it says, is never passed off as all.
public final class HTTPClient {
    let loop: Loop
    let settings: HTTPSettings
    let dialer: Dialer
    let pool: ConnectionPool
    private var lives: [UInt64: RequestLife] = [:]
    private var lastLife: UInt64 = 0
    private var bucket: TokenBucket?
    /// Where the disk is waited for. One for all downloads: a lane stays as long as its loop.
    private(set) lazy var lane = WorkLane(on: loop)
    private lazy var cancellations = LoopInbox<UInt64>(on: loop) { [unowned self] in lives[$0]?.cancel() }

    public init(on loop: Loop, _ settings: HTTPSettings = HTTPSettings()) {
        self.loop = loop
        self.settings = settings
        dialer = Dialer(on: loop, settings)
        pool = ConnectionPool(on: loop, limit: settings.maximumIdle, lifetime: settings.idle.milliseconds)
        bytesPerSecond = settings.bytesPerSecond
        setBucket()
    }

    /// May be changed at any time; nil for no limit.
    public var bytesPerSecond: Int? { didSet { setBucket() } }

    /// Asks, follows redirects, and gives the body of an answer with a status of 200 to 299 to the sink. Another answer's is dropped.
    public func send(_ request: HTTPRequest, into sink: inout some BodySink) async throws(HTTPError) -> HTTPResponse {
        lastLife += 1
        let life = RequestLife(lastLife, on: loop)
        lives[life.id] = life
        defer {
            lives[life.id] = nil
            life.end()
        }
        let (cancellations, id) = (cancellations, life.id)
        return try await withTaskCancellationHandler {
            await outcome(of: request, into: &sink, life)
        } onCancel: {
            cancellations.send(id)
        }.get()
    }

    /// Whoever waits for an answer hears ``HTTPError/cancelled``.
    public func close() {
        for life in lives.values { life.cancel() }
        pool.close()
        cancellations.close()
    }

    /// Waits until so many bytes of a body may have come.
    func throttle(_ count: Int, _ life: RequestLife) async throws(HTTPError) {
        if let pause = bucket?.take(count, at: loop.now), pause > 0 { try await life.sleep(pause) }
    }

    private func setBucket() { bucket = bytesPerSecond.map { TokenBucket(bytesPerSecond: $0) } }

    private func outcome(
        of request: HTTPRequest, into sink: inout some BodySink, _ life: RequestLife
    ) async -> Result<HTTPResponse, HTTPError> {
        do throws(HTTPError) { return .success(try await follow(request, into: &sink, life)) } catch { return .failure(error) }
    }
}

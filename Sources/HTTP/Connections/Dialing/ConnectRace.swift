import EventLoop

/// Connects to the first of several addresses that answers: the next is tried when one fails, or does not answer within 250 ms.
///
/// Families take turns, so that a broken IPv6 costs a blink. (RFC 8305, with the resolver's own order)
final class ConnectRace {
    private let loop: Loop
    private var waiting: ArraySlice<InternetAddress>
    private var attempts: [InternetAddress: Stream] = [:]
    private var lastError = UVError.noName
    private var then: ((Result<Stream, UVError>) -> Void)?
    private lazy var timer = Timer(on: loop) { [unowned self] in next() }
    private static let patience: UInt64 = 250
    private static let mostAddresses = 16

    init(_ addresses: [InternetAddress], on loop: Loop, then: @escaping (Result<Stream, UVError>) -> Void) {
        self.loop = loop
        self.then = then
        waiting = Self.inTurns(addresses).prefix(Self.mostAddresses)
        addresses.isEmpty ? finish(.failure(lastError)) : next()
    }

    /// Idempotent; nobody is called any more.
    func cancel() {
        then = nil
        waiting = []
        timer.close()
        for stream in attempts.values { stream.close() }
        attempts = [:]
    }

    /// The preferred family first, then one of each.
    static func inTurns(_ addresses: [InternetAddress]) -> [InternetAddress] {
        let first = addresses.filter { $0.isIPv6 == addresses.first?.isIPv6 }
        let second = addresses.filter { $0.isIPv6 != addresses.first?.isIPv6 }
        return (0..<max(first.count, second.count)).flatMap { place in
            [first, second].compactMap { place < $0.count ? $0[place] : nil }
        }
    }

    private func next() {
        guard let address = waiting.popFirst() else { return }
        if !waiting.isEmpty { timer.start(after: Self.patience) }
        attempts[address] = Stream.connect(to: address, on: loop) { [weak self] in self?.answered(address, $0) }
    }

    private func answered(_ address: InternetAddress, _ result: Result<Stream, UVError>) {
        attempts[address] = nil
        guard case .failure(let error) = result else { return finish(result) }
        lastError = error
        if !waiting.isEmpty { return next() }
        if attempts.isEmpty { finish(.failure(lastError)) }
    }

    private func finish(_ result: Result<Stream, UVError>) {
        let tell = then
        cancel()
        tell?(result)
    }
}

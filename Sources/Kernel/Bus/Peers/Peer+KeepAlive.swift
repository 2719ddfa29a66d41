import EventLoop

extension Peer {
    /// Milliseconds a refused peer has to read why.
    private static let lingering: UInt64 = 1_000

    func startKeepAlive() {
        let options = bus.options
        let awaits = identity == .unknown
        keepAlive = KeepAlive(interval: options.pingInterval, pingMax: options.pingMax, authenticates: awaits)
        startTimer(awaits ? options.authTimeout : options.pingInterval)
    }

    /// At each CONNECT, as nats-server does.
    func restartPinging() {
        guard keepAlive != nil else { return }
        keepAlive?.connected()
        startPinging()
    }

    func startLingering() {
        keepAlive = keepAlive ?? KeepAlive(interval: 0, pingMax: 0, authenticates: false)
        keepAlive?.linger()
        startTimer(Self.lingering)
    }

    private func startPinging() {
        guard let keepAlive else { return }
        startTimer(keepAlive.untilFirstPing(spread: bus.random.unit()))
    }

    private func startTimer(_ milliseconds: UInt64) {
        let timer = timer ?? Timer(on: bus.loop) { [unowned self] in tick() }
        self.timer = timer
        timer.start(after: milliseconds)
    }

    private func tick() {
        switch keepAlive?.due() {
        case .ping(let next):
            send("PING\r\n")
            startTimer(next)
        case .wait(let next): startTimer(next)
        case .close(let words): close(saying: words)
        case .finish: finish()
        case nil: break
        }
    }
}

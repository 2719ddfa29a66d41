import Contracts

/// To a syslog daemon, here or elsewhere, by datagram: delivered means sent, more it does not say.
struct SyslogSink: Sink {
    let socket: SyslogSocket

    init(_ socket: SyslogSocket) { self.socket = socket }

    func deliver(_ entry: ReportContract.Entry) async -> Delivery.Attempt {
        let problem = await socket.send(SyslogMessage.text(entry))
        return problem.map { .failed($0, retryAfter: nil) } ?? .delivered
    }
}

import Glibc

/// Writers that append one event after the other to one stream, each on a connection of its own; every answer is checked.
///
/// Reports what was acknowledged, and the last sequence number: they are the same unless something was lost or counted twice.
func append(_ endpoint: Endpoint, writers count: Int, milliseconds: Int) throws(BenchFailure) {
    var writers: [Writer] = []
    for number in 0..<count { writers.append(try Writer(endpoint, number, stream: "bench.\(getpid())")) }
    awaitGo()
    let before = cpuNanoseconds(of: getpid())
    let deadline = nanoseconds() + milliseconds * 1_000_000
    var (acknowledged, wrong, last) = (0, 0, 0)
    func hear(_ writer: Writer) {
        guard let sequence = writer.answer() else {
            wrong += 1
            return
        }
        acknowledged += 1
        last = max(last, sequence)
    }
    for writer in writers { writer.ask() }
    while nanoseconds() < deadline, wrong == 0 {
        for writer in readable(writers) {
            hear(writer)
            writer.ask()
        }
    }
    let ended = nanoseconds()
    let inTime = acknowledged
    for writer in writers where wrong == 0 { hear(writer) }
    report([
        "count": inTime, "nanoseconds": ended - deadline + milliseconds * 1_000_000, "cpu": cpuNanoseconds(of: getpid()) - before,
        "wrong": wrong + (last == acknowledged ? 0 : 1),
    ])
}

/// Those whose answer has come.
private func readable(_ writers: [Writer]) -> [Writer] {
    var descriptors = writers.map { pollfd(fd: $0.connection.descriptor, events: Int16(POLLIN), revents: 0) }
    guard poll(&descriptors, nfds_t(descriptors.count), 1000) > 0 else { return [] }
    return zip(writers, descriptors).filter { $0.1.revents != 0 }.map(\.0)
}

/// Fills a stream with so many events, many of them under way at once.
func fill(_ endpoint: Endpoint, count: Int) throws(BenchFailure) {
    let writer = try Writer(endpoint, 0, stream: "bench.full")
    var (asked, answered) = (0, 0)
    while answered < count {
        while asked < count, asked - answered < 512 {
            writer.ask()
            asked += 1
        }
        guard writer.answer() != nil else { throw .cannot("an append was refused") }
        answered += 1
    }
    say("ready\n")
    report(["count": answered])
}

/// One connection, and the same request again and again.
private final class Writer {
    let connection: Connection
    private let inbox: String
    private let body: String
    private var asked = 0

    init(_ endpoint: Endpoint, _ number: Int, stream: String) throws(BenchFailure) {
        connection = try Connection(endpoint)
        connection.limitSilence(seconds: 30)
        inbox = "_INBOX.bench\(getpid()).\(number)"
        body = "{\"stream\":\"\(stream)\",\"event\":{\"writer\":\(number),\"text\":\"\(String(repeating: "x", count: 160))\"}}"
        connection.send("SUB \(inbox).* 1\r\n")
        try connection.roundTrip()
    }

    /// Each under a subject of its own to be answered at, which the bus gives leave for once.
    func ask() {
        asked += 1
        connection.send("PUB journal.append \(inbox).\(asked) \(body.utf8.count)\r\n\(body)\r\n")
    }

    /// The sequence number; nil if it was refused or the connection is over.
    func answer() -> Int? {
        while true {
            switch connection.next() {
            case .message(let payload, _):
                return String(decoding: payload, as: UTF8.self).split(separator: ":").last.flatMap { Int($0.dropLast()) }
            case .pong: continue
            case .refused, .over: return nil
            }
        }
    }
}

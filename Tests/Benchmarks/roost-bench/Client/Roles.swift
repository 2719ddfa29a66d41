import Glibc

/// The client processes: `roost-bench client ROLE ENDPOINT [NUMBER...]`.
/// Each says `ready`, the measuring ones then wait for `go`; the result is one line of `name=number`.
func playRole(_ words: [String]) throws(BenchFailure) -> Int32 {
    guard words.count >= 2, let endpoint = Endpoint(words[1]) else { throw .usage("client ROLE ENDPOINT [NUMBER...]") }
    let numbers = words.dropFirst(2).compactMap { Int($0) }
    func number(_ index: Int) throws(BenchFailure) -> Int {
        guard index < numbers.count else { throw .usage("client \(words[0]): too few numbers") }
        return numbers[index]
    }
    switch words[0] {
    case "publish": try publish(endpoint, payload: number(0), milliseconds: number(1), batch: number(2))
    case "subscribe": try subscribe(endpoint)
    case "request": try request(endpoint, milliseconds: number(0))
    case "respond": try respond(endpoint)
    case "append": try append(endpoint, writers: number(0), milliseconds: number(1))
    case "fill": try fill(endpoint, count: number(0))
    case "flood": try flood(endpoint, milliseconds: number(0))
    case "spin": spin(milliseconds: try number(0))
    default: throw .usage("client: no such role: \(words[0])")
    }
    return 0
}

func awaitGo() {
    say("ready\n")
    _ = readLine()
}

func report(_ figures: KeyValuePairs<String, Int>) {
    say(figures.map { "\($0.key)=\($0.value)" }.joined(separator: " ") + "\n")
}

/// Publishes as fast as the hub takes it, without any window, then marks the last message.
private func publish(_ endpoint: Endpoint, payload: Int, milliseconds: Int, batch bytes: Int) throws(BenchFailure) {
    let connection = try Connection(endpoint)
    try connection.roundTrip()
    var batch = Batch(subject: "bench", payload: payload, bytes: bytes)
    awaitGo()
    let first = nanoseconds()
    let deadline = first + milliseconds * 1_000_000
    var sent = 0
    var alive = true
    while alive && nanoseconds() < deadline {
        alive = batch.numbered(from: sent) { connection.send($0) }
        sent += batch.count
    }
    alive = batch.numbered(from: sent, last: true) { connection.send($0) } && alive
    sent += batch.count
    report(["sent": sent, "first": first, "alive": alive ? 1 : 0])
    _ = readLine()
}

/// Reads until the last message, or until nothing comes for 15 s; counts what came out of order.
private func subscribe(_ endpoint: Endpoint) throws(BenchFailure) {
    let connection = try Connection(endpoint)
    connection.send("SUB bench 1\r\n")
    try connection.roundTrip()
    say("ready\n")
    connection.limitSilence(seconds: 15)
    var (got, disordered, expected) = (0, 0, UInt64(0))
    var refusal = 0
    loop: while true {
        switch connection.next() {
        case .message(let payload, _):
            let (number, isLast) = Payload.read(payload)
            if number < expected { disordered += 1 }
            expected = number + 1
            got += 1
            if isLast { break loop }
        case .refused: refusal += 1
        case .pong: continue
        case .over: break loop
        }
    }
    report(["got": got, "last": nanoseconds(), "disordered": disordered, "refused": refusal])
}

/// Uses up a core without touching the hub: what the scheduler alone does to a pair.
private func spin(milliseconds: Int) {
    awaitGo()
    let deadline = nanoseconds() + milliseconds * 1_000_000
    while nanoseconds() < deadline {}
    report(["sent": 0, "cuts": 0])
}

import Glibc

/// One request of 16 bytes after the other, each answer checked; p50 and p99 in nanoseconds.
func request(_ endpoint: Endpoint, milliseconds: Int) throws(BenchFailure) {
    let connection = try Connection(endpoint)
    connection.send("SUB _INBOX.bench 1\r\n")
    try connection.roundTrip()
    awaitGo()
    connection.limitSilence(seconds: 15)
    let operation = RequestOperation()
    for number in 0..<200 { _ = operation.ask(connection, UInt64(number)) }
    let deadline = nanoseconds() + milliseconds * 1_000_000
    var times: [Int] = []
    times.reserveCapacity(milliseconds * 100)
    var (wrong, now) = (0, nanoseconds())
    while now < deadline {
        let asked = now
        let answer = operation.ask(connection, UInt64(times.count))
        now = nanoseconds()
        times.append(now - asked)
        if answer == nil { break }
        if answer != UInt64(times.count - 1) { wrong += 1 }
    }
    let sorted = times.sorted()
    report([
        "count": times.count, "p50": percentile(sorted, 0.5), "p99": percentile(sorted, 0.99), "max": sorted.last ?? 0,
        "wrong": wrong, "alive": now < deadline ? 0 : 1,
    ])
}

/// `PUB service _INBOX.bench 16` with its number, written again and again.
private struct RequestOperation {
    private let bytes: UnsafeMutableRawBufferPointer
    private let payloadStart: Int

    /// Lives as long as its process.
    init() {
        let line = "PUB service _INBOX.bench 16\r\n"
        let all = Array((line + "................\r\n").utf8)
        payloadStart = line.utf8.count
        bytes = .allocate(byteCount: all.count, alignment: 16)
        bytes.copyBytes(from: all)
    }

    /// The number that came back; nil if the connection is over or it was refused.
    func ask(_ connection: Connection, _ number: UInt64) -> UInt64? {
        bytes.storeBytes(of: number, toByteOffset: payloadStart, as: UInt64.self)
        guard connection.send(UnsafeRawBufferPointer(bytes)) else { return nil }
        while true {
            switch connection.next() {
            case .message(let payload, _): return payload.count == 16 ? Payload.read(payload).number : .max
            case .pong: continue
            case .refused, .over: return nil
            }
        }
    }
}

/// Sends each request's payload back to its inbox, until cut off or killed.
func respond(_ endpoint: Endpoint) throws(BenchFailure) {
    let connection = try Connection(endpoint)
    connection.send("SUB service 1\r\n")
    try connection.roundTrip()
    say("ready\n")
    let answer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    while true {
        switch connection.next() {
        case .message(let payload, let reply):
            let length = write(payload, to: reply, in: answer)
            guard connection.send(UnsafeRawBufferPointer(rebasing: answer[..<length])) else { return }
        case .pong, .refused: continue
        case .over: return
        }
    }
}

private func write(_ payload: UnsafeRawBufferPointer, to reply: UnsafeRawBufferPointer, in answer: UnsafeMutableRawBufferPointer) -> Int {
    var length = 0
    func add(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: answer[length...]).copyMemory(from: bytes)
        length += bytes.count
    }
    func add(_ text: StaticString) {
        add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    add("PUB ")
    add(reply)
    add(" 16\r\n")
    add(UnsafeRawBufferPointer(rebasing: payload.prefix(16)))
    add("\r\n")
    return length
}

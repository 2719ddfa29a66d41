import Glibc

/// Subscribes to a subject, publishes to it as fast as it can and never reads; comes back whenever it is cut off.
func flood(_ endpoint: Endpoint, milliseconds: Int) throws(BenchFailure) {
    awaitGo()
    let deadline = nanoseconds() + milliseconds * 1_000_000
    var batch = Batch(subject: "flood", payload: 128, bytes: 32768)
    var (sent, cuts) = (0, 0)
    while nanoseconds() < deadline {
        guard let connection = try? Connection(endpoint) else {
            pause(seconds: 0.001)
            continue
        }
        sent += pour(&batch, into: connection, until: deadline)
        if nanoseconds() < deadline { cuts += 1 }
    }
    report(["sent": sent, "cuts": cuts])
}

/// How many messages went in until it was cut off, or the time was over while a hub that stalls took no more.
private func pour(_ batch: inout Batch, into connection: Connection, until deadline: Int) -> Int {
    connection.send("SUB flood 1\r\n")
    limitStall(connection.descriptor)
    var sent = 0
    while nanoseconds() < deadline {
        guard batch.numbered(from: sent, { sendAll($0, connection.descriptor, until: deadline) }) else { return sent }
        sent += batch.count
    }
    return sent
}

private func sendAll(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, until deadline: Int) -> Bool {
    var sent = 0
    while sent < bytes.count {
        let count = send(descriptor, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        if count > 0 {
            sent += count
        } else if count < 0 && (errno == EAGAIN || errno == EINTR) {
            if nanoseconds() > deadline { return false }
        } else {
            return false
        }
    }
    return true
}

private func limitStall(_ descriptor: Int32) {
    var limit = timeval(tv_sec: 0, tv_usec: 50_000)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
}

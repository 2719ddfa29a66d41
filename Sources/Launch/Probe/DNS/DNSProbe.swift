import Glibc

/// One question by UDP; a server that answers it with an address is healthy.
struct DNSProbe {
    let question: DNSQuestion
    let server: String
    let port: String

    /// More than any answer without extensions. (RFC 1035 §2.3.4)
    private static let longestAnswer = 512

    func ask(until deadline: ProbeDeadline) throws(ProbeFailure) {
        let connection = try ProbeConnection.open(host: server, port: port, by: SOCK_DGRAM, until: deadline)
        defer { connection.close() }
        let bytes = question.bytes
        guard send(connection.file, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw ProbeFailure("cannot ask \(connection.target) (\(SystemError.last.words))")
        }
        let answer = try answer(on: connection, until: deadline)
        if let flaw = question.flaw(in: answer) { throw ProbeFailure("\(connection.target), asked for '\(question.name)': \(flaw)") }
    }

    private func answer(on connection: ProbeConnection, until deadline: ProbeDeadline) throws(ProbeFailure) -> [UInt8] {
        while true {
            try deadline.wait(for: POLLIN, on: connection.file, of: connection.target)
            var bytes = [UInt8](repeating: 0, count: Self.longestAnswer)
            let count = recv(connection.file, &bytes, bytes.count, 0)
            guard count >= 0 else { throw ProbeFailure("nobody answers at \(connection.target) (\(SystemError.last.words))") }
            let answer = Array(bytes[..<count])
            if !question.isForeign(answer) { return answer }
        }
    }
}

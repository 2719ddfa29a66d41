import Glibc

/// One GET whose status line decides: any 2xx or 3xx is healthy. Headers and body are not waited for.
struct HTTPProbe {
    let url: ProbeURL
    /// More than any honest status line.
    private static let longestLine = 1024

    func ask(until deadline: ProbeDeadline) throws(ProbeFailure) {
        let connection = try ProbeConnection.open(host: url.host, port: url.port, until: deadline)
        defer { connection.close() }
        try send(on: connection)
        let line = try statusLine(of: connection, until: deadline)
        guard let status = Self.status(of: line) else {
            throw ProbeFailure("\(connection.target) answered with something that is not HTTP")
        }
        if !(200..<400).contains(status) {
            throw ProbeFailure("\(url.text) answered \(line.split(separator: " ", maxSplits: 1).last ?? "")")
        }
    }

    /// A request this short always fits into the buffer of a fresh socket.
    private func send(on connection: ProbeConnection) throws(ProbeFailure) {
        var request =
            "GET \(url.path) HTTP/1.1\r\nHost: \(url.authority)\r\nUser-Agent: roost-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        let sent = request.withUTF8 { Glibc.send(connection.file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if sent != request.utf8.count { throw ProbeFailure("cannot ask \(connection.target) (\(SystemError.last.words))") }
    }

    private func statusLine(of connection: ProbeConnection, until deadline: ProbeDeadline) throws(ProbeFailure) -> String {
        var line: [UInt8] = []
        while line.count < Self.longestLine {
            try deadline.wait(for: POLLIN, on: connection.file, of: url.text)
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(connection.file, &bytes, bytes.count)
            if count <= 0 { throw ProbeFailure("\(connection.target) closed the connection without an answer") }
            line += bytes[..<count]
            if let end = line.firstIndex(of: 0x0A) {
                return String(decoding: line[..<end].filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
            }
        }
        throw ProbeFailure("\(connection.target) answered with something that is not HTTP")
    }

    /// `HTTP/1.1 200 OK`
    static func status(of line: String) -> Int? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].count == 3 else { return nil }
        return Int(words[1])
    }
}

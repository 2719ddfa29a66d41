import Support

/// Plays one script to one server and writes down what comes back.
struct Player {
    /// What stands in a transcript where a server should have said something or closed, and did neither.
    static let silence = "(not at all: it is open and silent)"

    private let port: UInt16
    /// Otherwise the server's own pings, which come when they like, are left out.
    private let notesPings: Bool
    private var connections: [String: FrameReader] = [:]
    private var transcript: [String] = []

    static func play(_ script: Script, to server: BusServer) throws -> [String] {
        var player = Player(port: server.port, notesPings: script.settings.pingSeconds != nil)
        for step in script.steps { try player.perform(step) }
        try player.part()
        return player.transcript
    }

    private init(port: UInt16, notesPings: Bool) {
        self.port = port
        self.notesPings = notesPings
    }

    private mutating func perform(_ step: Script.Step) throws {
        switch step {
        case .connect(let name): try connect(name)
        case .send(let name, let bytes): try connections[name]?.socket.send(bytes)
        case .fence(let name, let order, let pings): try fence(name, order, ownPings: pings)
        case .untilClosed(let name): try note(name, count: .max)
        case .await(let name, let count): try note(name, count: count)
        case .finishSending(let name): connections[name]?.socket.finishSending()
        case .leave(let name): try leave(name)
        case .pause(let milliseconds): Deadline.pause(.milliseconds(milliseconds))
        }
    }

    private mutating func connect(_ name: String) throws {
        var reader = FrameReader(try RawSocket(port: port))
        if case .frame(let info) = try reader.next(until: Deadline(within: Deadline.patience)) {
            transcript.append("\(name): \(InfoSummary(line: info.line))")
        }
        connections[name] = reader
    }

    private mutating func fence(_ name: String, _ order: Script.Order, ownPings: Int) throws {
        try connections[name]?.socket.send("PING\r\n")
        var frames: [Frame] = []
        var pongsBefore = ownPings
        var end: String?
        while end == nil {
            switch try next(name) {
            case .frame(let frame) where frame.line == "PONG" && pongsBefore == 0: end = "PONG"
            case .frame(let frame):
                pongsBefore -= frame.line == "PONG" ? 1 : 0
                frames.append(frame)
            case .closed(let rest): end = "closed \(rest)"
            }
        }
        let texts: [String] =
            switch order {
            case .asItCame: frames.map(\.description)
            case .anyOrder: frames.map(\.description).sorted()
            case .anyMember: frames.map(\.withoutReceiver).sorted()
            }
        transcript += (texts + [end ?? ""]).map { "\(name): \($0)" }
    }

    private mutating func note(_ name: String, count: Int) throws {
        var left = count
        while left > 0 {
            switch try next(name) {
            case .frame(let frame): transcript.append("\(name): \(frame.description)")
            case .closed(let rest):
                transcript.append("\(name): closed \(rest)")
                return
            }
            left -= 1
        }
    }

    private mutating func leave(_ name: String) throws {
        connections[name]?.socket.finishSending()
        while case .frame? = try connections[name]?.next(until: Deadline(within: Deadline.patience)) {}
        connections[name] = nil
        Deadline.pause(.milliseconds(20))
    }

    /// Nothing is left behind for the next script to meet.
    private func part() throws {
        for connection in connections.values { connection.socket.finishSending() }
        for connection in connections.values { try connection.socket.waitForEnd() }
    }

    /// A server that says nothing when it should is a line of the transcript too.
    private mutating func next(_ name: String) throws -> FrameReader.Next {
        let deadline = Deadline(within: .seconds(8))
        do {
            while let next = try connections[name]?.next(until: deadline) {
                if case .frame(let frame) = next, frame.line == "PING", !notesPings { continue }
                return next
            }
            return .closed(rest: "(never opened)")
        } catch is DeadlinePassed {
            return .closed(rest: Self.silence)
        }
    }
}

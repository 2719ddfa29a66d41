extension Script {
    /// How a connection introduces itself.
    enum Greeting: String, Sendable {
        case none = ""
        case quiet = #"CONNECT {"verbose":false,"pedantic":false}"#
        case verbose = #"CONNECT {"verbose":true,"pedantic":false}"#
        case pedantic = #"CONNECT {"verbose":false,"pedantic":true}"#
        case headers = #"CONNECT {"verbose":false,"pedantic":false,"headers":true,"no_responders":true}"#
        case noEcho = #"CONNECT {"verbose":false,"pedantic":false,"echo":false}"#
    }

    enum Ending: Sendable {
        case alive
        case afterPings(Int)
        case anyOrder
        case anyMember
        case closed
    }

    /// One connection that says all its lines in one packet.
    static func says(
        _ name: String, as greeting: Greeting = .quiet, to settings: BusSettings = .open, _ lines: String,
        then ending: Ending = .alive
    ) -> Script {
        var all = greeting.rawValue.isEmpty ? "" : greeting.rawValue + "\r\n"
        all += wire(lines)
        return sends(name, to: settings, all, then: ending)
    }

    /// One connection that sends exactly this.
    static func sends(_ name: String, to settings: BusSettings = .open, _ text: String, then ending: Ending = .alive) -> Script {
        Script(name: name, settings: settings, steps: [.connect("a"), .send("a", Array(text.utf8)), end("a", ending)])
    }

    /// Several connections.
    static func plays(_ name: String, with settings: BusSettings = .open, _ steps: Step...) -> Script {
        Script(name: name, settings: settings, steps: steps)
    }

    var onlyLikeOldServers: Script {
        var copy = self
        copy.followsOldOnly = true
        return copy
    }

    static func end(_ connection: String, _ ending: Ending) -> Step {
        switch ending {
        case .alive: .fence(connection, .asItCame, ownPings: 0)
        case .afterPings(let count): .fence(connection, .asItCame, ownPings: count)
        case .anyOrder: .fence(connection, .anyOrder, ownPings: 0)
        case .anyMember: .fence(connection, .anyMember, ownPings: 0)
        case .closed: .untilClosed(connection)
        }
    }

    /// Lines as they travel: each ended by CR LF.
    static func wire(_ lines: String) -> String {
        lines.isEmpty ? "" : lines.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") + "\r\n"
    }
}

extension Script.Step {
    static func says(_ connection: String, _ lines: String) -> Self { .send(connection, Array(Script.wire(lines).utf8)) }
    static func sends(_ connection: String, _ text: String) -> Self { .send(connection, Array(text.utf8)) }
    static func greets(_ connection: String, _ greeting: Script.Greeting) -> Self { says(connection, greeting.rawValue) }
    static func fence(_ connection: String, _ order: Script.Order = .asItCame) -> Self {
        .fence(connection, order, ownPings: 0)
    }
}

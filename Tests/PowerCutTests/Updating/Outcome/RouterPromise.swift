/// What the update plugin or the journal told somebody during an update.
enum RouterPromise: Equatable, Sendable {
    /// It has come to this stage.
    case step(String)
    /// This is how it ended.
    case report(String)
    /// The journal's word on its transaction.
    case transaction(String)

    /// In a text that a plugin sends to the bus.
    static func all(in text: String) -> [RouterPromise] {
        var promises: [RouterPromise] = []
        let lines = text.split(separator: "\r\n")
        for (line, body) in zip(lines, lines.dropFirst()) {
            guard let stage = line.prefixMatch(of: #/PUB event\.update\.(\w+) /#)?.1, stage != "notice" else { continue }
            guard stage == "report" else {
                promises.append(.step(String(stage)))
                continue
            }
            if let end = body.firstMatch(of: #/"end":"([a-z-]+)"/#)?.1 { promises.append(.report(String(end))) }
        }
        for outcome in ["done", "rolled-back"] where text.contains(#""outcome":"\#(outcome)""#) { promises.append(.transaction(outcome)) }
        return promises
    }

    /// As recordings keep it.
    private var words: String {
        switch self {
        case .step(let stage): "step \(stage)"
        case .report(let end): "report \(end)"
        case .transaction(let outcome): "transaction \(outcome)"
        }
    }

    private init?(_ words: Substring) {
        let parts = words.split(separator: " ")
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "step": self = .step(String(parts[1]))
        case "report": self = .report(String(parts[1]))
        default: self = .transaction(String(parts[1]))
        }
    }

    static func words(in text: String) -> String? {
        let promises = all(in: text)
        return promises.isEmpty ? nil : promises.map(\.words).joined(separator: ", ")
    }

    static func read(_ said: [String]) -> [RouterPromise] { said.flatMap { $0.split(separator: ", ").compactMap(RouterPromise.init) } }
}

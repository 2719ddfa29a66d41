import Wire

/// Something an operator says that is to be kept, and what is so afterwards.
struct OperatorWord: Sendable {
    let subject: String
    let body: JSON
    let change: @Sendable (inout Kept) -> Void

    /// What has been said so far.
    struct Kept: Equatable {
        /// What is held, and why.
        var holds: [String: String]
        var channel: String
    }

    static func hold(_ id: String, _ reason: String) -> OperatorWord {
        OperatorWord(subject: "update.hold", body: ["id": .string(id), "reason": .string(reason)]) { $0.holds[id] = reason }
    }

    static func resume(_ id: String) -> OperatorWord {
        OperatorWord(subject: "update.resume", body: ["id": .string(id)]) { $0.holds[id] = nil }
    }

    static func follow(_ channel: String) -> OperatorWord {
        OperatorWord(subject: "channels.set", body: ["channel": .string(channel)]) { $0.channel = channel }
    }
}

extension CrashedRouter {
    /// What it knows of all that was said.
    func keptWords() throws -> OperatorWord.Kept {
        let holds = try host.bus().ask("update.status")["holds"]?.array ?? []
        let reasons = holds.map { ($0["id"]?.string ?? "", $0["reason"]?.string ?? "") }
        return .init(
            holds: Dictionary(reasons) { "\($0) and again \($1)" },
            channel: try host.bus().ask("channels.show")["channel"]?.string ?? "")
    }

    /// With all its processes, and what was to stop them forgotten.
    func restart() throws {
        try cutPower()
        steps.goOn()
        try start()
        try waitUntilReady()
    }
}

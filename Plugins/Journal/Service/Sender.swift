import Contracts
import PluginKit

/// Who sent a request, as the host says in its first header line.
enum Sender: Equatable, Sendable {
    case feature(String)
    /// May do everything: `@admin`, `@kernel`, `@token`, `@user:NAME`.
    case administrator(String)
    /// May do nothing: `@anonymous`, and what a newer host may think of.
    case stranger(String)

    /// Only the first line counts: it is the host's, whatever a sender wrote behind it.
    init(of message: Message) throws(ServiceError) {
        guard let line = message.headers?.fields.first, line.name == "Roost-Sender" else {
            throw ServiceError(403, "the host does not say who asks; the journal's manifest needs senders = true in [permissions]")
        }
        self.init(line.value)
    }

    init(_ word: String) {
        switch word {
        case "@admin", "@kernel", "@token": self = .administrator(word)
        case _ where word.hasPrefix("@user:"): self = .administrator(word)
        case _ where word.hasPrefix("@") || word.isEmpty: self = .stranger(word)
        default: self = .feature(word)
        }
    }

    /// What a transaction's owner is called.
    var name: String {
        switch self {
        case .feature(let name), .administrator(let name), .stranger(let name): name
        }
    }

    var isAdministrator: Bool {
        if case .administrator = self { true } else { false }
    }
}

extension Sender {
    /// A feature's own streams are its id and what begins with its id and a point.
    func checkMayWrite(_ stream: StreamName) throws(ServiceError) {
        guard stream != .journal else { throw ServiceError(403, "the stream 'journal' is the journal's own to write") }
        guard owns(stream) else { throw ServiceError(403, "the stream '\(stream.text)' is not '\(name)'s own; \(remedy)") }
    }

    /// Outcomes and recoveries concern everyone.
    func checkMayRead(_ stream: StreamName) throws(ServiceError) {
        guard stream == .journal || owns(stream) else {
            throw ServiceError(403, "the stream '\(stream.text)' is not '\(name)'s own; \(remedy)")
        }
    }

    private func owns(_ stream: StreamName) -> Bool {
        switch self {
        case .feature(let id): stream.owner == id
        case .administrator: true
        case .stranger: false
        }
    }

    private var remedy: String {
        switch self {
        case .feature(let id): "call it '\(id)' or '\(id).NAME'"
        case .administrator, .stranger: "ask as a feature or as an administrator"
        }
    }
}

import Contracts
import PluginKit
import Wire

/// What an event of the bus says that is worth telling, if anything; and only if it was said by whose event it is (decision 0062).
enum EventReading: Equatable {
    /// The final report of an update.
    case report(UpdateContract.Report, body: String)
    /// Another stage of one.
    case step(UpdateContract.Step, body: String)
    /// A sentence for the user.
    case notice(ReportContract.Notification, severity: ReportContract.Severity, body: String)
    /// The journal's own stream has more.
    case outcome
    case nothing

    init(_ message: Message) {
        let words = message.subject.split(separator: ".")
        guard words.count == 3, words[0] == "event", Self.mayTell(message, of: words[1]) else {
            self = .nothing
            return
        }
        switch (words[1], words[2]) {
        case ("update", "report"): self = Self.report(message)
        case (_, "notice"): self = Self.notice(message, of: words[1])
        case ("update", _): self = Self.step(message)
        case ("journal", "outcome"): self = .outcome
        default: self = .nothing
        }
    }

    /// The host writes who sent it into the first header line. Administrators may say anything, as everywhere.
    private static func mayTell(_ message: Message, of owner: Substring) -> Bool {
        guard let line = message.headers?.fields.first, line.name == "Roost-Sender" else { return false }
        let owners = owner == "kernel" ? ["@kernel"] : [String(owner)]
        return owners.contains(line.value) || ["@admin", "@token"].contains(line.value) || line.value.hasPrefix("@user:")
    }

    private static func report(_ message: Message) -> EventReading {
        (try? message.decode(as: UpdateContract.Report.self)).map { .report($0, body: message.text) } ?? .nothing
    }

    private static func step(_ message: Message) -> EventReading {
        guard let step = try? message.decode(as: UpdateContract.Step.self), !step.targets.isEmpty else { return .nothing }
        return .step(step, body: message.text)
    }

    /// All notices have a text; the rest some have.
    private static func notice(_ message: Message, of owner: Substring) -> EventReading {
        guard let json = try? JSON(parsing: message.payload), let text = json["text"]?.string, !text.isEmpty else { return .nothing }
        let notification = ReportContract.Notification(
            text: text, cause: json["cause"]?.string ?? "", remedy: json["remedy"]?.string ?? "", at: json["at"]?.double ?? Clock.wall())
        let severity = ["kernel", "journal"].contains(owner) ? ReportContract.Severity.error : .warning
        return .notice(notification, severity: severity, body: message.text)
    }
}

extension ReportContract.Notification {
    /// All of it in one line.
    var sentences: String {
        [text, cause.isEmpty ? "" : "Cause: \(cause)", remedy].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

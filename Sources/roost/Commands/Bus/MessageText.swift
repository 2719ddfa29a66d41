import PluginKit
import Wire

/// Messages as text.
enum MessageText {
    /// The payload as it is, with a line end if it has none; made harmless on a terminal.
    static func printPayload(_ message: Message) {
        var bytes = Output.isTerminal ? Array(Printable.lines(message.text).utf8) : message.payload
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        Output.bytes(bytes)
    }

    /// Subject, headers and payload.
    static func print(_ message: Message) {
        Output.line(heading(message, style: .ofOutput))
        if !message.payload.isEmpty { printPayload(message) }
    }

    static func heading(_ message: Message, style: Style) -> String {
        var text = style.paint(Printable.line(message.subject), .bold)
        if let reply = message.reply { text += style.paint(Printable.line("  reply to \(reply)"), .dim) }
        for field in message.headers?.fields ?? [] { text += "\n  " + Printable.line("\(field.name): \(field.value)") }
        return text
    }

    /// `{"subject", "reply", "headers": {name: [values]}, "payload"}` on one line.
    static func json(_ message: Message) -> String {
        let value: JSON = [
            "subject": .string(message.subject), "reply": JSON(message.reply), "headers": headers(message.headers),
            "payload": .string(message.text),
        ]
        return value.text
    }

    private static func headers(_ headers: Headers?) -> JSON {
        let fields = headers?.fields ?? []
        var names: [String] = []
        for field in fields where !names.contains(field.name) { names.append(field.name) }
        return .object(names.map { name in JSON.Member(name, JSON(fields.filter { $0.name == name }.map(\.value))) })
    }
}

import ArgumentParser
import PluginKit

/// A message to be sent: subject, payload, headers.
struct MessageOptions: ParsableArguments {
    @Argument(help: "The subject, as in adblock.status.")
    var subject: String

    @Argument(help: "The payload; '-' reads standard input.")
    var payload: String?

    @Option(name: [.customLong("header"), .customShort("H")], help: ArgumentHelp("A header; may be repeated.", valueName: "name: value"))
    var header: [HeaderArgument] = []

    func bytes() throws(CommandFailure) -> [UInt8] {
        guard payload == "-" else { return Array((payload ?? "").utf8) }
        // One byte more than the largest message a bus may be set to take: what is too long is refused, not cut.
        return try InputFile.standardInput(limit: (64 << 20) + 1)
    }

    var headers: Headers? {
        guard !header.isEmpty else { return nil }
        var headers = Headers()
        for field in header { headers.append(field.name, field.value) }
        return headers
    }
}

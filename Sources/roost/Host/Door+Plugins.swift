import FoundationEssentials
import PluginKit

extension Door {
    /// Asks a plugin of the host's own, which may not be there.
    func ask<Value: Encodable & Sendable>(
        plugin: String, _ subject: String, _ value: Value, within limit: Duration = .seconds(30)
    ) throws -> Answer {
        let body = Array(try JSONEncoder().encode(value))
        return try enter { bus in
            do throws(BusError) {
                return Answer(bytes: try await bus.request(subject, bytes: body, timeout: limit).payload)
            } catch .noResponders {
                throw CommandFailure.absent(plugin)
            }
        }
    }

    func ask(plugin: String, _ subject: String, within limit: Duration = .seconds(30)) throws -> Answer {
        try ask(plugin: plugin, subject, NoArguments(), within: limit)
    }

    private struct NoArguments: Encodable, Sendable {}
}

extension CommandFailure {
    /// The host runs, one of its plugins does not.
    static func absent(_ plugin: String) -> CommandFailure {
        CommandFailure(
            "the plugin '\(plugin)' does not answer on this host: `roost feature show \(plugin)` says why; "
                + "if it is not there, put Config/plugins/\(plugin).toml into the home's folder plugins")
    }
}

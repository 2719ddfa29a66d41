import FoundationEssentials
import PluginKit

/// What the host answered, or would have.
struct Answer: Sendable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// What is found out without a host, with its keys in one order.
    init(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        bytes = Array(try encoder.encode(value))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func read<Value: Decodable>(as type: Value.Type = Value.self) throws(CommandFailure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw CommandFailure("the host's answer is not understood: \(error); is it another version of roost?")
        }
    }
}

extension Door {
    /// Asks the kernel about itself.
    func ask(_ subject: String) throws -> Answer {
        try enter { bus in Answer(bytes: try await bus.request(subject, bytes: [], timeout: .seconds(10)).payload) }
    }

    /// Asks the kernel, with a value.
    func ask<Value: Encodable & Sendable>(_ subject: String, _ value: Value, within limit: Duration = .seconds(10)) throws -> Answer {
        let body = Array(try JSONEncoder().encode(value))
        return try enter { bus in Answer(bytes: try await bus.request(subject, bytes: body, timeout: limit).payload) }
    }
}

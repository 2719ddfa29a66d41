import PluginKit
import Wire

/// A request as it came: who asks, and a body that is a JSON object of bounded size and depth.
struct Request {
    let sender: Sender
    let body: JSONText

    /// Room for the largest event, or file to write, and what stands around it.
    static let maximumBytes = 1 << 20

    init(_ message: Message) throws {
        sender = try Sender(of: message)
        guard message.payload.count <= Self.maximumBytes else {
            throw ServiceError(400, "the body is larger than \(Self.maximumBytes) bytes")
        }
        body = try JSONText(message.payload.isEmpty ? Array("{}".utf8) : message.payload)
        guard body.isObject else { throw ServiceError(400, "the body is no JSON object") }
    }

    func string(_ name: String) throws -> String {
        guard let string = try optionalString(name) else { throw ServiceError(400, "'\(name)' is missing") }
        return string
    }

    func optionalString(_ name: String) throws -> String? {
        guard let value = try value(name) else { return nil }
        guard let string = value.string else { throw ServiceError(400, "'\(name)' is no string") }
        return string
    }

    /// Not below nought.
    func integer(_ name: String) throws -> Int64? {
        guard let value = try value(name) else { return nil }
        guard let integer = value.integer, integer >= 0 else { throw ServiceError(400, "'\(name)' is no whole number from 0 on") }
        return integer
    }

    /// Not below nought.
    func number(_ name: String) throws -> Double? {
        guard let value = try value(name) else { return nil }
        guard let number = value.double, number >= 0 else { throw ServiceError(400, "'\(name)' is no number from 0 on") }
        return number
    }

    func stream() throws -> StreamName {
        let text = try string("stream")
        guard let name = StreamName(text) else { throw ServiceError(400, "a stream's name is of a-z, 0-9, '-' and '.', at most 100 long") }
        return name
    }

    /// Nil and null mean the same.
    private func value(_ name: String) throws -> JSON? {
        guard let bytes = body.bytes(of: name) else { return nil }
        do {
            let value = try JSON(parsing: Array(bytes))
            // A plain nil would be a JSON null here.
            return value == .null ? Optional.none : value
        } catch {
            throw ServiceError(400, "'\(name)': \(error.reason.rawValue)")
        }
    }
}

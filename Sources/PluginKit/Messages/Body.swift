import FoundationEssentials

/// JSON, the form of every body on the bus.
enum Body {
    static func encode(_ value: some Encodable) throws(BusError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(value))
        } catch {
            throw .invalid("cannot be written as JSON: \(error)")
        }
    }

    /// No bytes at all count as an object without members, so that a request without arguments needs no body.
    static func decode<Value: Decodable>(_ bytes: [UInt8], as type: Value.Type) throws(BusError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes.isEmpty ? Array("{}".utf8) : bytes))
        } catch let error as DecodingError {
            throw .invalid(error.words)
        } catch {
            throw .invalid("not the JSON expected: \(error)")
        }
    }
}

extension Message {
    /// The body as a value.
    public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws(BusError) -> Value {
        try Body.decode(payload, as: type)
    }
}

extension DecodingError {
    /// One line, where the whole error takes a screen.
    fileprivate var words: String {
        switch self {
        case .keyNotFound(let key, let context): "'\(Self.path(context, key))' is missing"
        case .valueNotFound(_, let context): "'\(Self.path(context))' is null"
        case .typeMismatch(let type, let context): "'\(Self.path(context))' is not of type \(type)"
        case .dataCorrupted: "the body is not JSON"
        @unknown default: "not the JSON expected"
        }
    }

    private static func path(_ context: Context, _ last: (any CodingKey)? = nil) -> String {
        let keys = context.codingPath + (last.map { [$0] } ?? [])
        return keys.isEmpty ? "body" : keys.map(\.stringValue).joined(separator: ".")
    }
}

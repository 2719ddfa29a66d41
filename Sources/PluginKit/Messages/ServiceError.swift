/// An answer that says no: a code in the manner of HTTP, and words for a person.
///
/// Thrown by a service's handler, it travels as the headers `Nats-Service-Error` and `Nats-Service-Error-Code`.
public struct ServiceError: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: Int
    public let words: String

    public init(_ code: Int, _ words: String) {
        self.code = code
        self.words = words
    }

    public var description: String { "\(words) (\(code))" }
}

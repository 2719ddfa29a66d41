/// What a service is made of, said before it opens.
public struct ServiceDefinition {
    /// How requests are answered.
    enum Handler {
        case awaited((Message) async throws -> [UInt8])
        case called((Message, @escaping Answer) -> Void)
    }

    /// Takes a request's answer, once.
    public typealias Answer = (Result<[UInt8], ServiceError>) -> Void

    struct EndpointDefinition {
        let name: String
        let subject: String
        let queue: String
        let concurrency: Int
        let handler: Handler
    }

    public let name: String
    public let version: String
    public let description: String
    private(set) var endpoints: [EndpointDefinition] = []

    init(name: String, version: String, description: String) {
        self.name = name
        self.version = version
        self.description = description
    }

    /// Answers a value with a value, both JSON.
    ///
    /// Thrown ``ServiceError``s reach the caller as they are, other errors as 500; a request that cannot be read is answered 400.
    /// - Parameters:
    ///   - queue: instances of a service in one queue share its requests.
    ///   - concurrency: requests handled at a time; more wait, and beyond 8192 waiting are answered 503.
    public mutating func endpoint<Request: Decodable, Reply: Encodable>(
        _ name: String, subject: String? = nil, queue: String = "q", concurrency: Int = 32,
        _ handler: @escaping (Request) async throws -> Reply
    ) {
        endpoint(bytes: name, subject: subject, queue: queue, concurrency: concurrency) { message in
            let request: Request
            do throws(BusError) {
                request = try message.decode()
            } catch {
                throw ServiceError(400, error.description)
            }
            return try Body.encode(try await handler(request))
        }
    }

    /// Answers nothing with a value: for requests without arguments.
    public mutating func endpoint<Reply: Encodable>(
        _ name: String, subject: String? = nil, queue: String = "q", concurrency: Int = 32,
        _ handler: @escaping () async throws -> Reply
    ) {
        endpoint(bytes: name, subject: subject, queue: queue, concurrency: concurrency) { _ in
            try Body.encode(try await handler())
        }
    }

    /// Answers a message, as it came, with bytes.
    public mutating func endpoint(
        bytes name: String, subject: String? = nil, queue: String = "q", concurrency: Int = 32,
        _ handler: @escaping (Message) async throws -> [UInt8]
    ) {
        define(name, subject: subject, queue: queue, concurrency: concurrency, .awaited(handler))
    }

    /// Answers a message, as it came, by calling what it is given, once, now or later: for those who answer many at a time, whom a task
    /// for each would cost more than the work.
    public mutating func endpoint(
        answering name: String, subject: String? = nil, queue: String = "q", concurrency: Int = 32,
        _ handler: @escaping (Message, @escaping Answer) -> Void
    ) {
        define(name, subject: subject, queue: queue, concurrency: concurrency, .called(handler))
    }

    private mutating func define(_ name: String, subject: String?, queue: String, concurrency: Int, _ handler: Handler) {
        precondition(Self.isName(name), "'\(name)' is no name for an endpoint")
        precondition(concurrency > 0, "an endpoint handles at least one request at a time")
        endpoints.append(
            EndpointDefinition(
                name: name, subject: subject ?? "\(self.name).\(name)", queue: queue, concurrency: concurrency, handler: handler))
    }

    /// As NATS micro has it: letters, digits, `-` and `_`.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}

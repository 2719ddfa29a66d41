import Wire

/// The kernel as a service on its own bus: requests come in, JSON or words of refusal go out (NATS services protocol).
final class KernelService {
    typealias Answer = (Result<JSON, Refusal>) -> Void

    /// Why a request is not done.
    struct Refusal: Error, Equatable {
        /// As in HTTP: 400 the request is wrong, 404 no such thing, 409 not now, 500 it did not work,
        /// 503 and 504 who would do it is not there, or silent.
        let code: Int
        let words: String
    }

    struct Endpoint {
        /// Without the leading `kernel.`.
        let name: String
        let handle: (_ body: JSON, _ answer: @escaping Answer) -> Void
    }

    /// Requests, refusals and the last words of one endpoint, for $SRV.STATS.
    struct Statistics {
        var requests = 0
        var refusals = 0
        var lastError = ""
    }

    private unowned let bus: Bus
    private let id: String
    private let endpoints: [Endpoint]
    private var statistics: [String: Statistics] = [:]

    /// `id` tells this host from others in a fleet.
    init(on bus: Bus, id: String, endpoints: [Endpoint]) {
        self.bus = bus
        self.id = id
        self.endpoints = endpoints
        for endpoint in endpoints {
            bus.subscribe("kernel.\(endpoint.name)") { [unowned self] in receive($0, for: endpoint) }
        }
        for verb in ["PING", "INFO", "STATS"] {
            for suffix in ["", ".kernel", ".kernel.\(id)"] {
                bus.subscribe("$SRV.\(verb)\(suffix)") { [unowned self] in describe(verb, to: $0) }
            }
        }
    }

    /// Bytes of a request, and requests being worked on: the loop is everybody's.
    private static let maximumBody = 16_384
    private static let maximumOpen = 256
    private var open = 0

    private func receive(_ message: Message, for endpoint: Endpoint) {
        statistics[endpoint.name, default: Statistics()].requests += 1
        let reply = Array(message.reply)
        open += 1
        let answer: Answer = { [unowned self] in
            open -= 1
            respond(to: reply, for: endpoint.name, $0)
        }
        guard message.payload.count <= Self.maximumBody else {
            return answer(.failure(Refusal(code: 413, words: "the body is longer than \(Self.maximumBody) bytes")))
        }
        guard open <= Self.maximumOpen else { return answer(.failure(Refusal(code: 429, words: "too many requests at once"))) }
        guard !message.payload.isEmpty else { return endpoint.handle([:], answer) }
        do throws(JSON.SyntaxError) {
            endpoint.handle(try JSON(parsing: message.payload), answer)
        } catch {
            answer(.failure(Refusal(code: 400, words: "the body is not JSON: \(error.reason.rawValue) at byte \(error.offset)")))
        }
    }

    private func respond(to reply: [UInt8], for endpoint: String, _ result: Result<JSON, Refusal>) {
        switch result {
        case .success(let json): send(json.bytes, to: reply)
        case .failure(let refusal):
            statistics[endpoint, default: Statistics()].refusals += 1
            statistics[endpoint]?.lastError = String(refusal.words.prefix(200))
            var headers = Headers()
            headers.append("Nats-Service-Error", refusal.words)
            headers.append("Nats-Service-Error-Code", String(refusal.code))
            send([], headers: headers, to: reply)
        }
    }

    private func send(_ payload: [UInt8], headers: Headers? = nil, to reply: [UInt8]) {
        guard !reply.isEmpty else { return }
        bus.publish(reply, headers: headers, payload)
    }

    // MARK: $SRV

    private func describe(_ verb: String, to message: Message) {
        let kind =
            switch verb {
            case "PING": "ping"
            case "INFO": "info"
            default: "stats"
            }
        var members: [JSON.Member] = [
            .init("type", .string("io.nats.micro.v1.\(kind)_response")), .init("name", "kernel"), .init("id", .string(id)),
            .init("version", .string(bus.options.version)), .init("metadata", [:]),
        ]
        if verb == "INFO" { members.append(.init("description", "Roost's kernel: bus, supervisor, registry, admin")) }
        if verb != "PING" { members.append(.init("endpoints", .array(endpoints.map { describe($0, verb) }))) }
        send(JSON.object(members).bytes, to: Array(message.reply))
    }

    private func describe(_ endpoint: Endpoint, _ verb: String) -> JSON {
        var members: [JSON.Member] = [
            .init("name", .string(endpoint.name)), .init("subject", .string("kernel.\(endpoint.name)")), .init("queue_group", ""),
        ]
        if verb == "STATS" {
            let numbers = statistics[endpoint.name] ?? Statistics()
            members += [
                .init("num_requests", JSON(numbers.requests)), .init("num_errors", JSON(numbers.refusals)),
                .init("last_error", .string(numbers.lastError)), .init("processing_time", 0), .init("average_processing_time", 0),
            ]
        }
        return .object(members)
    }
}

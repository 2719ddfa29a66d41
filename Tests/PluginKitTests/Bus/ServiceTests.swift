import Testing
import Wire

@testable import PluginKit

@Suite(.enabled(if: NATSServer.isInstalled, "needs Debian's nats-server"))
struct ServiceTests {
    struct Name: Codable { let name: String }
    struct Text: Codable, Equatable { let text: String }

    /// A service with one endpoint that answers, one that says no, one that fails; and a caller on its own connection.
    private func withService<Output: Sendable>(
        _ body: @escaping @Sendable (_ caller: BusConnection, _ service: Service) async throws -> Output
    ) async throws -> Output {
        let server = try NATSServer()
        defer { server.stop() }
        let address = server.address()
        return try await onLoop { backgrounds in
            let bus = try await BusConnection.connect(to: address, name: "service", on: backgrounds)
            let service = try await bus.service("greeter", version: "1.2.3", description: "Greets") {
                $0.endpoint("hello") { (request: Name) in Text(text: "Hello, \(request.name)") }
                $0.endpoint("no") { () -> Text in throw ServiceError(404, "nobody here") }
                $0.endpoint("broken", subject: "elsewhere") { () -> Text in throw BusError.invalid("broken") }
            }
            let caller = try await BusConnection.connect(to: address, name: "caller", on: backgrounds)
            defer {
                caller.close()
                bus.close()
            }
            return try await body(caller, service)
        }
    }

    @Test func `answers, says no, and fails, each in its way`() async throws {
        let (reply, errors) = try await withService { caller, _ in
            let reply = try await caller.request("greeter.hello", Name(name: "Ada"), as: Text.self)
            return (
                reply,
                [
                    try await busError { _ = try await caller.request("greeter.hello", bytes: [1, 2]) },
                    try await busError { _ = try await caller.request("greeter.no", bytes: []) },
                    try await busError { _ = try await caller.request("elsewhere", bytes: []) },
                    try await busError { _ = try await caller.request("greeter.nothing", bytes: []) },
                ]
            )
        }
        #expect(reply == Text(text: "Hello, Ada"))
        #expect(
            errors == [
                .service(ServiceError(400, "the body is not JSON")), .service(ServiceError(404, "nobody here")),
                .service(ServiceError(500, "broken")), .noResponders(subject: "greeter.nothing"),
            ])
    }

    @Test(arguments: ["PING", "INFO", "STATS"]) func `is listed by all, by name and by id`(verb: String) async throws {
        let (answers, id) = try await withService { caller, service in
            var answers: [[UInt8]] = []
            for place in ["", ".greeter", ".greeter.\(service.id)"] {
                answers.append(try await caller.request("$SRV.\(verb)\(place)", bytes: []).payload)
            }
            return (answers, service.id)
        }
        for answer in try answers.map({ try JSON(parsing: $0) }) {
            #expect(answer["type"]?.string == "io.nats.micro.v1.\(verb.lowercased())_response")
            #expect(answer["name"]?.string == "greeter" && answer["id"]?.string == id && answer["version"]?.string == "1.2.3")
            #expect(
                verb == "PING"
                    || answer["endpoints"]?.array?.map { $0["subject"]?.string } == ["greeter.hello", "greeter.no", "elsewhere"])
            #expect(verb == "PING" || answer["endpoints"]?.array?.first?["queue_group"]?.string == "q")
        }
    }

    @Test func `counts requests and errors per endpoint`() async throws {
        let stats = try await withService { caller, _ in
            for _ in 0..<3 { _ = try await caller.request("greeter.hello", Name(name: "x"), as: Text.self) }
            _ = try await busError { _ = try await caller.request("greeter.no", bytes: []) }
            return try await caller.request("$SRV.STATS.greeter", bytes: []).payload
        }
        let endpoints = try #require(try JSON(parsing: stats)["endpoints"]?.array)
        #expect(endpoints.map { $0["num_requests"]?.integer } == [3, 1, 0])
        #expect(endpoints.map { $0["num_errors"]?.integer } == [0, 1, 0])
        #expect(endpoints[1]["last_error"]?.string == "404:nobody here")
        #expect(try #require(endpoints[0]["average_processing_time"]?.integer) > 0)
    }

    @Test func `headers and 1 MiB payloads arrive as they were sent`() async throws {
        let payload = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0) }
        let message = try await withService { caller, _ in
            let subscription = try await caller.subscribe("big", endingAfter: 1)
            var headers = Headers()
            headers.append("Content-Type", "noise")
            try await caller.publish("big", bytes: payload.dropLast(1024), headers: headers)
            var received: Message?
            for try await message in subscription { received = message }
            return received
        }
        #expect(message?.headers?["Content-Type"] == "noise")
        #expect(message?.payload == payload.dropLast(1024))
    }

    @Test func `wrong credentials are refused in the server's words, right ones are let in`() async throws {
        let server = try NATSServer(arguments: ["--user", "ada", "--pass", "secret"])
        defer { server.stop() }
        let (right, wrong) = (server.address(.user("ada", password: "secret")), server.address(.token("nonsense")))
        let error = try await onLoop { backgrounds in
            _ = try await BusConnection.connect(to: right, name: "right", on: backgrounds)
            return try await busError { _ = try await BusConnection.connect(to: wrong, name: "wrong", on: backgrounds) }
        }
        #expect(error == .refused("Authorization Violation"))
    }
}

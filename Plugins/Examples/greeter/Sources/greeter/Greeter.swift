import PluginKit

/// Greets whoever asks, and counts: a plugin's state is a plain variable.
@main final class Greeter: Plugin {
    private var greeted = 0

    func start(_ bus: BusConnection) async throws {
        try await bus.service("greeter", version: "1.0.0", description: "Greets whoever asks") { service in
            // roost bus request greeter.hello '{"name": "Ada"}'
            service.endpoint("hello") { (request: HelloRequest) in
                guard !request.name.isEmpty else { throw ServiceError(400, "Tell me your name") }
                self.greeted += 1
                try await bus.publish("event.greeter.greeted", Greeted(name: request.name, total: self.greeted))
                return HelloReply(text: "Hello, \(request.name)!")
            }
            // roost bus request greeter.count
            service.endpoint("count") { Count(greeted: self.greeted) }
        }
        // When this returns, the host hears that the greeter is ready.
    }
}

struct HelloRequest: Codable {
    let name: String
}

struct HelloReply: Codable {
    let text: String
}

/// Told to everyone: subscribe to `event.greeter.greeted`.
struct Greeted: Codable {
    let name: String
    let total: Int
}

struct Count: Codable {
    let greeted: Int
}

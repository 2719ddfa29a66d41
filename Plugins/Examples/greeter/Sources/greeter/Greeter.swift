import PluginKit

/// Greets whoever asks, and counts: a plugin's state is a plain variable, kept as a stream of what has happened.
@main final class Greeter: Plugin {
    private var greeted = 0
    private var isForgetful = false

    func start(_ bus: BusConnection) async throws {
        try await remember(bus.journal)
        try await bus.service("greeter", version: "1.0.0", description: "Greets whoever asks") { service in
            // roost bus request greeter.hello '{"name": "Ada"}'
            service.endpoint("hello") { (request: HelloRequest) in
                guard !request.name.isEmpty else { throw ServiceError(400, "Tell me your name") }
                try await self.greet(request.name, bus)
                return HelloReply(text: "Hello, \(request.name)!")
            }
            // roost bus request greeter.count
            service.endpoint("count") { Count(greeted: self.greeted) }
        }
        // When this returns, the host hears that the greeter is ready.
    }

    /// Reads what was kept before this start. A host without a journal hosts a greeter without memory.
    private func remember(_ journal: JournalClient) async throws {
        do {
            for try await entry in journal.events(as: Greeted.self) { greeted = entry.event.total }
        } catch BusError.noResponders {
            isForgetful = true
        }
    }

    private func greet(_ name: String, _ bus: BusConnection) async throws {
        greeted += 1
        let event = Greeted(name: name, total: greeted)
        // Once this has returned, it survives a power cut.
        if !isForgetful { try await bus.journal.append(event) }
        try await bus.publish("event.greeter.greeted", event)
    }
}

struct HelloRequest: Codable {
    let name: String
}

struct HelloReply: Codable {
    let text: String
}

/// Kept in the stream `greeter`, and told to everyone: subscribe to `event.greeter.greeted`.
struct Greeted: Codable {
    let name: String
    let total: Int
}

struct Count: Codable {
    let greeted: Int
}

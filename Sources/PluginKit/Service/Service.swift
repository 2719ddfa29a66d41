/// A named set of endpoints that any NATS tool can list (NATS services protocol, ADR-32).
public final class Service {
    public let name: String
    public let version: String
    public let description: String
    public let id: String
    public let started: String
    public private(set) var endpoints: [Endpoint] = []
    let bus: BusConnection

    init(_ definition: ServiceDefinition, of bus: BusConnection) {
        name = definition.name
        version = definition.version
        description = definition.description
        id = Inbox.makeToken()
        started = UTCTime.now()
        self.bus = bus
        endpoints = definition.endpoints.map { Endpoint($0, of: bus) }
    }

    func open() async throws(BusError) {
        for endpoint in endpoints { try await endpoint.open() }
        try await openDiscovery()
    }
}

extension BusConnection {
    /// Offers a service. When this returns, its endpoints answer.
    ///
    /// An endpoint's subject is `<service>.<endpoint>` unless it is given another.
    @discardableResult
    public func service(
        _ name: String, version: String = "0.0.0", description: String = "", _ define: (inout ServiceDefinition) -> Void
    ) async throws(BusError) -> Service {
        guard ServiceDefinition.isName(name) else { throw .invalid("'\(name)' is no name for a service") }
        var definition = ServiceDefinition(name: name, version: version, description: description)
        define(&definition)
        let service = Service(definition, of: self)
        try await service.open()
        // Behind this answer the bus has read the subscriptions.
        try await flush()
        return service
    }
}

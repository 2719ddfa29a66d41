/// One subject a service answers.
///
/// Requests are handled beside each other, up to a bound.
/// Those after it wait in a bounded buffer, those after that are answered 503.
public final class Endpoint {
    public let name: String
    public let subject: String
    public let queue: String
    public internal(set) var statistics = EndpointStatistics()

    private let bus: BusConnection
    private let handler: ServiceDefinition.Handler
    private let concurrency: Int
    private var underWay = 0
    private var requests: Mailbox?
    /// The mailbox has been asked for the next one.
    private var isAwaited = false
    private var isPulling = false

    init(_ definition: ServiceDefinition.EndpointDefinition, of bus: BusConnection) {
        name = definition.name
        subject = definition.subject
        queue = definition.queue
        handler = definition.handler
        concurrency = definition.concurrency
        self.bus = bus
    }

    func open() async throws(BusError) {
        let requests = try await bus.subscribe(subject, queue: queue)
        requests.mailbox.overflowed = { [unowned self] in
            answer($0.reply, .failure(ServiceError(503, "too many requests are waiting for '\(subject)'")))
        }
        self.requests = requests.mailbox
        bus.beginWork()
        pull()
    }

    /// Takes requests for as long as there are any and fewer than the bound are under way.
    private func pull() {
        guard !isPulling else { return }
        isPulling = true
        defer { isPulling = false }
        while underWay < concurrency, !isAwaited, let requests {
            isAwaited = true
            requests.next { [self] delivery in
                isAwaited = false
                take(delivery)
                pull()
            }
        }
    }

    private func take(_ delivery: Mailbox.Delivery) {
        guard case .success(let request?) = delivery else { return end(delivery) }
        underWay += 1
        bus.beginWork()
        let began = ContinuousClock.now
        // Nothing but this is kept of it until it is answered.
        let reply = request.reply
        switch handler {
        case .called(let handler): handler(request) { self.finish(reply, $0, since: began) }
        case .awaited(let handler): bus.background { self.finish(reply, await Self.result(of: request, handler), since: began) }
        }
    }

    /// One that was not asked for ends the plugin.
    private func end(_ delivery: Mailbox.Delivery) {
        requests = nil
        bus.endWork()
        guard case .failure(let error) = delivery, bus.end == nil else { return }
        bus.background { throw error }
    }

    private static func result(
        of request: Message, _ handler: (Message) async throws -> [UInt8]
    ) async -> Result<[UInt8], ServiceError> {
        do {
            return .success(try await handler(request))
        } catch let error as ServiceError {
            return .failure(error)
        } catch {
            return .failure(ServiceError(500, "\(error)"))
        }
    }

    /// While the bus does not read, answers wait here, and with them the requests behind: what is unsent stays bounded.
    private func finish(_ reply: String?, _ result: Result<[UInt8], ServiceError>, since began: ContinuousClock.Instant) {
        statistics.count(result, took: ContinuousClock.now - began)
        guard bus.hasRoom else {
            return bus.background {
                try await self.bus.waitForRoom()
                self.leave(reply, result)
            }
        }
        leave(reply, result)
    }

    private func leave(_ reply: String?, _ result: Result<[UInt8], ServiceError>) {
        answer(reply, result)
        underWay -= 1
        bus.endWork()
        pull()
    }

    /// An answer that cannot be sent, too large say, is told in place of it.
    private func answer(_ reply: String?, _ result: Result<[UInt8], ServiceError>) {
        guard let reply, bus.end == nil else { return }
        do throws(BusError) {
            switch result {
            case .success(let bytes): try bus.send(reply, bytes)
            case .failure(let error): try bus.send(reply, [], headers: Headers(error))
            }
        } catch {
            bus.onProblem(error)
            guard case .success = result else { return }
            answer(reply, .failure(ServiceError(500, error.description)))
        }
    }
}

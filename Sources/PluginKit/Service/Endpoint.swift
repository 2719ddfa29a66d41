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
    private var waitingForTurn: (() -> Void)?

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
            answer($0, .failure(ServiceError(503, "too many requests are waiting for '\(subject)'")))
        }
        bus.beginWork()
        bus.background {
            defer { self.bus.endWork() }
            for try await request in requests {
                await self.turn()
                self.underWay += 1
                self.bus.beginWork()
                self.bus.background { await self.handle(request) }
            }
        }
    }

    private func turn() async {
        guard underWay >= concurrency else { return }
        await withCheckedContinuation { waiting in waitingForTurn = { waiting.resume() } }
    }

    private func handle(_ request: Message) async {
        let began = ContinuousClock.now
        let result: Result<[UInt8], ServiceError>
        do {
            result = .success(try await handler(request))
        } catch let error as ServiceError {
            result = .failure(error)
        } catch {
            result = .failure(ServiceError(500, "\(error)"))
        }
        statistics.count(result, took: ContinuousClock.now - began)
        await waitForRoom()
        answer(request, result)
        finish()
    }

    /// While the bus does not read, answers wait here, and with them the requests behind: what is unsent stays bounded.
    private func waitForRoom() async {
        do {
            try await bus.waitForRoom()
        } catch {
            // It has ended: there is nobody left to be answered.
        }
    }

    private func finish() {
        underWay -= 1
        waitingForTurn?()
        waitingForTurn = nil
        bus.endWork()
    }

    /// An answer that cannot be sent, too large say, is told in place of it.
    private func answer(_ request: Message, _ result: Result<[UInt8], ServiceError>) {
        guard let reply = request.reply, bus.end == nil else { return }
        do throws(BusError) {
            switch result {
            case .success(let bytes): try bus.send(reply, bytes)
            case .failure(let error): try bus.send(reply, [], headers: Headers(error))
            }
        } catch {
            bus.onProblem(error)
            guard case .success = result else { return }
            answer(request, .failure(ServiceError(500, error.description)))
        }
    }
}

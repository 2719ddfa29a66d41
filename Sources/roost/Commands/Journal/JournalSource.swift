import Contracts

/// Where the journal is asked: on the bus, or in the home's own files while no host runs.
struct JournalSource {
    private let host: HostOptions

    init(_ host: HostOptions) { self.host = host }

    func ask<Request: Encodable & Sendable, Reply: Encodable>(
        _ subject: String, _ request: Request, within limit: Duration = .seconds(30), offline: (String) throws -> Reply
    ) throws -> Answer {
        do {
            return try host.door.ask(subject, request, within: limit)
        } catch let failure as CommandFailure where failure.status == .noHost {
            Output.error("roost: \(failure.words); its files are read instead")
            return try answer(offline)
        }
    }

    private func answer<Reply: Encodable>(_ offline: (String) throws -> Reply) throws -> Answer {
        do {
            return try Answer(offline(host.home.path))
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}

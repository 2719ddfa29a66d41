import Contracts
import FoundationEssentials
import PluginKit
import Storage

/// `journal.append`, `journal.read`, `journal.streams` and `journal.retain`.
struct StreamEndpoints {
    let ledger: Ledger
    let commits: GroupCommit

    func define(in service: inout ServiceDefinition) {
        // Many may wait for one sync; their events are what is held meanwhile.
        service.endpoint(answering: "append", concurrency: 256, append)
        service.endpoint(bytes: "read", concurrency: 8) { try await Self.answer($0, read) }
        service.endpoint(bytes: "streams", concurrency: 2) { try await Self.answer($0, streams) }
        service.endpoint(bytes: "retain") { try await Self.answer($0, retain) }
    }

    private static func answer(_ message: Message, _ handler: (Request) async throws -> [UInt8]) async throws -> [UInt8] {
        do {
            return try await handler(try Request(message))
        } catch {
            throw ServiceError(cause: error)
        }
    }

    /// Many may wait for one sync, so none of them is to hold more than it has to.
    private static let maximumAppend = JournalContract.maximumEvent + 1024

    private func append(_ message: Message, _ answer: @escaping (Result<[UInt8], ServiceError>) -> Void) {
        do {
            guard message.payload.count <= Self.maximumAppend else {
                throw ServiceError(400, "the body has \(message.payload.count) bytes; an event has at most \(JournalContract.maximumEvent)")
            }
            commits.append(try Self.append(try Request(message))) { result in
                answer(result.map { Array("{\"sequence\":\($0)}".utf8) }.mapError { ServiceError(cause: $0) })
            }
        } catch {
            answer(.failure(ServiceError(cause: error)))
        }
    }

    private static func append(_ request: Request) throws -> Ledger.Append {
        let stream = try request.stream()
        try request.sender.checkMayWrite(stream)
        guard let event = request.body.bytes(of: "event") else { throw ServiceError(400, "'event' is missing") }
        guard event.count <= JournalContract.maximumEvent else {
            throw ServiceError(400, "the event has \(event.count) bytes; at most \(JournalContract.maximumEvent) are kept")
        }
        return Ledger.Append(stream: stream, event: Array(event))
    }

    private func read(_ request: Request) async throws -> [UInt8] {
        let stream = try request.stream()
        try request.sender.checkMayRead(stream)
        let after = try request.integer("after") ?? 0
        let limit = Int(clamping: try request.integer("limit") ?? Int64(StreamTable.maximumEvents))
        let page = try await ledger.perform { store, _ in try store.streams.read(stream, after: after, limit: limit) }
        return page.json
    }

    private func streams(_ request: Request) async throws -> [UInt8] {
        let owner: String?
        switch request.sender {
        case .feature(let id): owner = id
        case .administrator: owner = nil
        case .stranger(let name): throw ServiceError(403, "'\(name)' has no streams")
        }
        let after = request.body["after"] == nil ? nil : try request.string("after")
        let list = try await ledger.perform { store, _ in try store.streams.list(owner: owner, after: after) }
        return Array(try JSONEncoder().encode(JournalContract.Streams(streams: list)))
    }

    private func retain(_ request: Request) async throws -> [UInt8] {
        let stream = try request.stream()
        try request.sender.checkMayWrite(stream)
        let (maxAge, maxBytes) = (try request.number("maxAge"), try request.integer("maxBytes"))
        let description = try await ledger.perform { store, now in
            try store.database.transaction {
                try store.streams.describe(try store.streams.retain(stream, maxAge: maxAge, maxBytes: maxBytes, at: now))
            }
        }
        return Array(try JSONEncoder().encode(description))
    }
}

extension StreamTable.Page {
    /// Written by hand, because events are written as they came.
    fileprivate var json: [UInt8] {
        var json = Array("{\"events\":[".utf8)
        for (index, entry) in entries.enumerated() {
            json += Array("\(index > 0 ? "," : ""){\"sequence\":\(entry.sequence),\"time\":\(entry.time),\"event\":".utf8)
            json += entry.event
            json.append(UInt8(ascii: "}"))
        }
        return json + Array("],\"first\":\(first),\"last\":\(last)}".utf8)
    }
}

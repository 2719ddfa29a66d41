import Contracts
import FoundationEssentials
import PluginKit
import Wire

/// `journal.begin`, `plan`, `advance`, `commit`, `rollback`, `show`, `list` and `recover`.
struct TransactionEndpoints {
    let desk: TransactionDesk
    let grounds: GroundSource

    func define(in service: inout ServiceDefinition) {
        service.endpoint(bytes: "begin") { try await Self.answer($0, begin) }
        service.endpoint(bytes: "plan") { try await Self.answer($0, plan) }
        // A feature's slow work, of which there is a bound for each, does not take all places of the others.
        service.endpoint(bytes: "advance", concurrency: 64) { try await Self.answer($0) { try await desk.step(.advance, $0) } }
        service.endpoint(bytes: "commit", concurrency: 64) { try await Self.answer($0) { try await desk.step(.commit, $0) } }
        service.endpoint(bytes: "rollback", concurrency: 64) { try await Self.answer($0) { try await desk.step(.rollback, $0) } }
        service.endpoint(bytes: "show", concurrency: 4) { try await Self.answer($0, show) }
        service.endpoint(bytes: "list", concurrency: 4) { try await Self.answer($0, list) }
        service.endpoint(bytes: "recover", concurrency: 1) { try await Self.answer($0, recover) }
    }

    private static func answer(_ message: Message, _ handler: (Request) async throws -> some Encodable) async throws -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(try await handler(try Request(message))))
        } catch let refusal as PlanRefusal {
            throw ServiceError(refusal.code, refusal.description)
        } catch let error as JSON.SyntaxError {
            throw ServiceError(400, "the body: \(error.reason.rawValue)")
        } catch let failure as OperationFailure {
            throw ServiceError(failure.code, failure.description)
        } catch {
            throw ServiceError(cause: error)
        }
    }

    private func begin(_ request: Request) async throws -> JournalContract.Transaction {
        let begin = JournalContract.Begin(
            kind: try request.label("kind"), from: try request.label("from"), to: try request.label("to"),
            operations: try request.operations(), deadline: try request.validation())
        let ground = try await grounds.ground(of: request.sender)
        return try await desk.begin(begin, owner: request.sender.name, on: ground)
    }

    private func plan(_ request: Request) async throws -> JournalContract.Transaction {
        let (id, operations) = (try request.transaction(), try request.operations())
        let ground = try await grounds.ground(of: request.sender)
        return try await desk.plan(id, operations, on: ground, for: request.sender)
    }

    private func show(_ request: Request) async throws -> JournalContract.Transaction {
        JournalContract.Transaction(try await desk.find(try request.transaction(), for: request.sender))
    }

    private func list(_ request: Request) async throws -> JournalContract.Transactions {
        let limit = min(100, max(1, Int(clamping: try request.integer("limit") ?? 20)))
        let before = request.body["before"] == nil ? nil : try request.transaction("before")
        let owner = request.sender.isAdministrator ? nil : request.sender.name
        let records = try await desk.ledger.perform { store, now in
            try store.transactions(at: now).list(limit: limit, before: before, owner: owner)
        }
        // Of many large ones the next page has the rest.
        var room = 512 << 10
        let page = records.prefix { record in
            defer { room -= record.size }
            return record.id == records.first?.id || record.size <= room
        }
        return JournalContract.Transactions(transactions: page.map(JournalContract.Transaction.init))
    }

    private func recover(_ request: Request) async throws -> JournalContract.Recovery {
        guard request.sender.isAdministrator else { throw ServiceError(403, "recovery is an administrator's to ask for") }
        return try await desk.recover(dryRun: try request.flag("dryRun"))
    }
}

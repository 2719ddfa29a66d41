import Wire

extension Service {
    /// `$SRV.<verb>` for all, `.<name>` for those of one name, `.<name>.<id>` for one: no queue, each answers for itself.
    func openDiscovery() async throws(BusError) {
        for (verb, answer) in [("PING", ping), ("INFO", info), ("STATS", stats)] {
            for subject in ["$SRV.\(verb)", "$SRV.\(verb).\(name)", "$SRV.\(verb).\(name).\(id)"] {
                try await open(subject, answer)
            }
        }
    }

    private func open(_ subject: String, _ answer: @escaping () -> JSON) async throws(BusError) {
        let questions = try await bus.subscribe(subject)
        bus.background {
            do {
                for try await question in questions { try await self.bus.reply(to: question, bytes: answer().bytes) }
            } catch let error as BusError {
                // A service that may not be listed still serves.
                guard case .refused = error else { throw error }
                self.bus.onProblem(error)
            }
        }
    }

    private func ping() -> JSON { .object(members("ping")) }

    private func info() -> JSON {
        let list = endpoints.map { endpoint in
            JSON.object(identity(of: endpoint) + [.init("metadata", .object([]))])
        }
        return .object(members("info") + [.init("description", .string(description)), .init("endpoints", .array(list))])
    }

    private func stats() -> JSON {
        let list = endpoints.map { endpoint in
            JSON.object(
                identity(of: endpoint) + [
                    .init("num_requests", JSON(endpoint.statistics.requests)),
                    .init("num_errors", JSON(endpoint.statistics.errors)),
                    .init("last_error", .string(endpoint.statistics.lastError)),
                    .init("processing_time", .integer(endpoint.statistics.processingNanoseconds)),
                    .init("average_processing_time", .integer(endpoint.statistics.averageNanoseconds)),
                ])
        }
        return .object(members("stats") + [.init("started", .string(started)), .init("endpoints", .array(list))])
    }

    private func members(_ kind: String) -> [JSON.Member] {
        [
            .init("type", .string("io.nats.micro.v1.\(kind)_response")), .init("name", .string(name)),
            .init("id", .string(id)), .init("version", .string(version)), .init("metadata", .object([])),
        ]
    }

    private func identity(of endpoint: Endpoint) -> [JSON.Member] {
        [
            .init("name", .string(endpoint.name)), .init("subject", .string(endpoint.subject)),
            .init("queue_group", .string(endpoint.queue)),
        ]
    }
}

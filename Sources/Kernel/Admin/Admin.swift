import EventLoop
import Manifests
import Wire

/// The kernel's endpoints: what `roost status`, `roost feature …` and `roost doctor` ask.
final class Admin {
    private unowned let host: Host
    private var service: KernelService!

    init(of host: Host, id: String) {
        self.host = host
        service = KernelService(on: host.bus, id: id, endpoints: endpoints)
    }

    private var endpoints: [KernelService.Endpoint] {
        let readings: [KernelService.Endpoint] = [
            .init(name: "status") { [unowned self] _, answer in answer(.success(host.statusReport)) },
            .init(name: "doctor") { [unowned self] _, answer in host.doctorReport { answer(.success($0)) } },
            .init(name: "bus.peers") { [unowned self] _, answer in answer(.success(host.peersReport)) },
            .init(name: "feature.show") { [unowned self] body, answer in answer(show(body)) },
            .init(name: "rescan") { [unowned self] _, answer in
                host.registry.rescan { [unowned self] in answer(.success(host.lastChange.json)) }
            },
            .init(name: "confirm") { [unowned self] body, answer in host.confirm(body, answer) },
            .init(name: "restart") { [unowned self] _, answer in host.restart(answer) },
        ]
        return readings
            + Command.allCases.map { command in
                .init(name: "feature.\(command.rawValue)") { [unowned self] body, answer in perform(command, body, answer) }
            }
    }

    private enum Command: String, CaseIterable {
        case start, stop, restart, enable, disable, reset

        /// Counts after the host's end as well.
        var isKept: Bool { self == .enable || self == .disable || self == .reset }
    }

    private func perform(_ command: Command, _ body: JSON, _ answer: @escaping KernelService.Answer) {
        do throws(KernelService.Refusal) {
            let id = try Self.id(in: body)
            try start(command, id) { [unowned self] status in
                let failure = command.isKept ? host.supervisor.services.store.failure(of: id) : nil
                answer(failure.map { .failure(.forgetful(command.rawValue, id, $0)) } ?? .success(status.json))
            }
        } catch {
            answer(.failure(error))
        }
    }

    private func start(
        _ command: Command, _ id: String, then: @escaping (FeatureStatus) -> Void
    ) throws(KernelService.Refusal) {
        let supervisor = host.supervisor!
        do throws(SupervisionRefusal) {
            switch command {
            case .start: try supervisor.start(id, then: then)
            case .stop: try supervisor.stop(id, then: then)
            case .restart: try supervisor.restart(id, then: then)
            case .enable: try supervisor.enable(id, then: then)
            case .disable: try supervisor.disable(id, then: then)
            case .reset: try supervisor.reset(id, then: then)
            }
        } catch {
            throw KernelService.Refusal(error)
        }
    }

    private func show(_ body: JSON) -> Result<JSON, KernelService.Refusal> {
        Result { () throws(KernelService.Refusal) in
            let id = try Self.id(in: body)
            guard let feature = host.supervisor.features[id] else { throw KernelService.Refusal(.unknown(id)) }
            return host.report(on: feature)
        }
    }

    private static func id(in body: JSON) throws(KernelService.Refusal) -> String {
        guard let id = body["id"]?.string, 1...48 ~= id.utf8.count else {
            throw KernelService.Refusal(code: 400, words: "the body must be {\"id\": \"…\"}")
        }
        return id
    }
}

extension KernelService.Refusal {
    fileprivate static func forgetful(_ verb: String, _ id: String, _ failure: String) -> Self {
        Self(code: 500, words: "\(verb) of '\(id)' is done, but forgotten when the host starts again: it could not be written (\(failure))")
    }

    init(_ refusal: SupervisionRefusal) {
        let code =
            switch refusal {
            case .unknown: 404
            case .invalid, .disabled, .hostIsStopping: 409
            }
        self.init(code: code, words: refusal.words)
    }
}

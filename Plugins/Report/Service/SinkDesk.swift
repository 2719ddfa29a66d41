import Contracts
import Manifests
import PluginKit

/// The sinks in use, each with its courier; `report.list` and `report.test`.
final class SinkDesk {
    private let file: LaneReader<Result<ReportSettings, ConfigurationProblem>>
    private let host: String
    private let bus: BusConnection
    private let workshop: SinkWorkshop
    private var couriers: [Courier] = []
    private var problem: ConfigurationProblem?
    /// Of the newest entry.
    private var last: Int64 = 0

    init(_ file: LaneReader<Result<ReportSettings, ConfigurationProblem>>, host: String, on bus: BusConnection) {
        (self.file, self.host, self.bus) = (file, host, bus)
        workshop = SinkWorkshop(bus)
    }

    func open() async throws {
        let journal = bus.journal
        last = try await journal.range(of: ReportContract.stream).last
        try await reread()
        if couriers.isEmpty { try await use(ReportSettings()) }
    }

    /// While the file is bad, the sinks stay as they are.
    func reread() async throws {
        switch await file.read() {
        case .success(let settings):
            problem = nil
            try await use(settings)
        case .failure(let problem):
            guard problem != self.problem else { return }
            self.problem = problem
            bus.log("the sinks stay as they are: \(problem.text)")
        }
    }

    /// Those that are as before go on undisturbed.
    private func use(_ settings: ReportSettings) async throws {
        for courier in couriers where !settings.sinks.contains(where: { $0.mark == courier.settings }) { courier.close() }
        var next: [Courier] = []
        for sink in settings.sinks {
            if let courier = couriers.first(where: { $0.settings == sink.mark }) {
                next.append(courier)
            } else {
                let courier = Courier(sink.mark, workshop.sink(sink), on: bus)
                try await courier.open(last: last)
                next.append(courier)
            }
        }
        couriers = next
        advance(to: last)
    }

    /// There is an entry of this number.
    func advance(to last: Int64) {
        self.last = max(self.last, last)
        for courier in couriers { courier.advance(to: self.last) }
    }

    // MARK: - Its endpoints

    func define(in service: inout ServiceDefinition) {
        service.endpoint("list") { self.list() }
        service.endpoint("test", concurrency: 2) { (request: ReportContract.Test) in try await self.test(request) }
    }

    private func list() -> ReportContract.List { .init(sinks: couriers.map(\.view), problem: problem?.text) }

    private func test(_ request: ReportContract.Test) async throws -> ReportContract.Tested {
        let chosen = couriers.filter { request.sink == nil || $0.settings.name == request.sink }
        guard !chosen.isEmpty else {
            let names = couriers.map(\.settings.name).joined(separator: ", ")
            throw ServiceError(404, "there is no sink '\(request.sink?.prefix(40) ?? "")'; there are: \(names)")
        }
        let entry = EventEntry.test(host: host, at: Clock.wall())
        var results: [ReportContract.Result] = []
        for courier in chosen { results.append(await courier.test(entry)) }
        return .init(results: results)
    }
}

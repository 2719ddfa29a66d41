/// A few workbenches, so that one feature's long migration does not keep the others waiting.
final class Workbenches {
    private let benches: [Workbench]
    private var loads: [Int]

    init(_ benches: [Workbench]) { (self.benches, loads) = (benches, benches.map { _ in 0 }) }

    /// Has `body` use the one with the least to do.
    func use<Output>(_ body: (Workbench) async throws -> Output) async throws -> Output {
        let index = loads.indices.min { loads[$0] < loads[$1] } ?? 0
        loads[index] += 1
        defer { loads[index] -= 1 }
        return try await body(benches[index])
    }
}

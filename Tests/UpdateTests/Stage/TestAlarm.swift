@testable import Update

/// Rings when a test's clock has come so far.
final class TestAlarm: Alarm {
    private let world: World
    private let body: () -> Void
    private(set) var due: Int64?

    init(_ world: World, _ body: @escaping () -> Void) { (self.world, self.body) = (world, body) }

    func set(after milliseconds: UInt64) { due = world.boot + Int64(milliseconds) }
    func stop() { due = nil }

    var isDue: Bool { due.map { $0 <= world.boot } ?? false }

    func ring() {
        due = nil
        body()
    }
}

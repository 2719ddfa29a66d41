import Glibc
import PluginKit

/// Takes readings, and makes samples of each two.
final class TopMeter {
    private let bus: BusConnection
    private let home: Home
    private var last: TopReading?

    /// Waiting for a key or the time blocks the loop: not for longer than this, else the bus takes us for dead, and a
    /// host that has gone is noticed late.
    static let patience = Seconds(1)

    init(_ bus: BusConnection, home: Home) { (self.bus, self.home) = (bus, home) }

    func begin() async throws { last = try await TopReading.take(bus, home: home) }

    /// What happened since the last one.
    func sample() async throws -> TopSample {
        let reading = try await TopReading.take(bus, home: home)
        defer { last = reading }
        return TopSample(from: last ?? reading, to: reading)
    }

    /// The same after a while. (usleep)
    func sample(after delay: Seconds) async throws -> TopSample {
        let end = TopReading.now + delay.value
        while case let left = end - TopReading.now, left > 0 {
            usleep(useconds_t(min(left, Self.patience.value) * 1e6))
            try await listen()
        }
        return try await sample()
    }

    /// Answers what the bus asked meanwhile; throws when it has gone.
    func listen() async throws { try await bus.flush() }
}

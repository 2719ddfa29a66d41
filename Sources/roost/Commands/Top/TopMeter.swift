import Glibc
import PluginKit

/// Takes readings, and makes samples of each two.
final class TopMeter {
    private let bus: BusConnection
    private let home: Home
    private var last: TopReading?

    init(_ bus: BusConnection, home: Home) { (self.bus, self.home) = (bus, home) }

    func begin() async throws { last = try await TopReading.take(bus, home: home) }

    /// What happened since the last one. Blocks the loop while it waits: nothing else lives on it.
    func sample(after delay: Duration) async throws -> TopSample {
        let (seconds, attoseconds) = delay.components
        usleep(useconds_t(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
        let reading = try await TopReading.take(bus, home: home)
        defer { last = reading }
        return TopSample(from: last ?? reading, to: reading)
    }
}

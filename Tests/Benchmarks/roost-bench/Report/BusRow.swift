/// What the rounds gave for one door.
final class BusRow {
    let hub: Hub
    let door: Door
    let idle: Int
    var rest = 0
    var throughput: [String: [Throughput]] = [:]
    var roundTrips: [RoundTrip] = []

    init(hub: Hub, door: Door, idle: Int) {
        self.hub = hub
        self.door = door
        self.idle = idle
    }

    func samples(_ one: ThroughputCase) -> [Throughput] { throughput[one.name] ?? [] }
    var all: [Throughput] { throughput.values.flatMap { $0 } }
}

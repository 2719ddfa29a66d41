import Contracts

/// What happened between two readings.
struct TopSample {
    /// One feature's share.
    struct Row {
        var feature: KernelContract.Feature
        var processes: Int
        /// Of one processor.
        var cpuPercent: Double
        var memory: Int64
        /// To it and from it.
        var messagesPerSecond: Double
    }

    let status: KernelContract.Status
    /// How long it took, and when it ended, by the readings' clock.
    let seconds: Double
    let time: Double
    let rows: [Row]
    let hostPID: Int32?
    let host: ProcessTable.Usage?
    /// From anybody.
    let messagesPerSecond: Double

    init(from earlier: TopReading, to later: TopReading) {
        let seconds = max(0.001, later.time - earlier.time)
        let counted = Dictionary(earlier.peers.map { ($0.id, $0) }) { first, _ in first }
        (status, self.seconds, time, hostPID) = (later.status, seconds, later.time, later.hostPID)
        host = later.hostPID.flatMap { later.processes.usage(ofProcess: $0, since: earlier.processes) }
        let before = earlier.status.bus?.inMessages ?? 0
        messagesPerSecond = Double(max(0, (later.status.bus?.inMessages ?? 0) - before)) / seconds
        rows = later.status.features.map { feature in
            let usage = feature.pid.map { later.processes.usage(ofGroup: $0, since: earlier.processes) } ?? .init()
            let messages = later.peers.filter { $0.feature == feature.id }.reduce(Int64(0)) { sum, peer in
                sum + max(0, Self.messages(peer) - (counted[peer.id].map(Self.messages) ?? 0))
            }
            return Row(
                feature: feature, processes: usage.processes, cpuPercent: usage.seconds / seconds * 100, memory: usage.bytes,
                messagesPerSecond: Double(messages) / seconds)
        }
    }

    private static func messages(_ peer: KernelContract.Peer) -> Int64 { peer.inMessages + peer.outMessages }
}

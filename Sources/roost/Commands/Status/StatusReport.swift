import Contracts

/// The answer to `kernel.status` as text.
struct StatusReport {
    private let status: KernelContract.Status
    private let now: Double

    init(_ status: KernelContract.Status, now: Double) {
        (self.status, self.now) = (status, now)
    }

    func lines(width: Int?, style: Style) -> [String] {
        var lines = [summary]
        if let bus = status.bus { lines.append(Self.summary(of: bus)) }
        if let watch { lines.append(watch) }
        guard !status.features.isEmpty else { return lines }
        return lines + [""] + FeatureTable.make(status.features, now: now).lines(width: width, style: style)
    }

    /// "roost 1.0.0, up 3 min; 5 features: 4 ready, 1 disabled".
    private var summary: String {
        let states = ["ready", "starting", "stopping", "backoff", "stopped", "disabled", "invalid"].compactMap { state in
            let count = status.features.count { $0.state == state }
            return count > 0 ? "\(count) \(state)" : nil
        }
        let features = status.features.isEmpty ? "no features" : Words.count(status.features.count, "feature")
        let detail = states.isEmpty ? "" : ": \(states.joined(separator: ", "))"
        return Printable.line("roost \(status.version), up \(Words.duration(seconds: status.uptimeSeconds)); \(features)\(detail)")
    }

    /// Nothing where nobody would expect a guard.
    private var watch: String? {
        let slot = status.slot.map { Printable.line("slot \($0)") }
        if status.guard == true { return "guard: " + ["watches this host", slot].compactMap { $0 }.joined(separator: ", ") }
        return slot.map { "guard: none watches this host, \($0)" }
    }

    private static func summary(of bus: KernelContract.Bus) -> String {
        var text = "bus: \(Words.count(bus.connections, "connection")), \(Words.count(bus.subscriptions, "subscription")), "
        text +=
            "\(Words.count(Int(bus.inMessages), "message")) (\(Words.bytes(bus.inBytes))) in, \(bus.outMessages) (\(Words.bytes(bus.outBytes))) out"
        return bus.slowConsumers > 0 ? text + ", \(bus.slowConsumers) cut off for not reading" : text
    }
}

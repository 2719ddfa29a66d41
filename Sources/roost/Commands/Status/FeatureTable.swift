import Contracts

/// Features, one a row.
enum FeatureTable {
    static func make(_ features: [KernelContract.Feature], now: Double) -> Table {
        var table = Table("FEATURE", "VERSION", "STATE", "#PID", "#RESTARTS", "#CRASHES", "#FOR", "CAUSE")
        table.rows = features.map { feature in
            [
                Table.Cell(feature.id), Table.Cell(feature.version), state(feature.state), Table.Cell(feature.pid.map { "\($0)" }),
                Table.Cell(feature.restarts), Table.Cell(feature.crashes),
                Table.Cell(feature.since.map { Words.duration(seconds: now - $0) }), Table.Cell(feature.cause ?? ""),
            ]
        }
        return table
    }

    static func state(_ state: String) -> Table.Cell {
        switch state {
        case "ready": Table.Cell(state, .green)
        case "starting", "stopping", "backoff": Table.Cell(state, .yellow)
        case "disabled", "invalid": Table.Cell(state, .red)
        default: Table.Cell(state, .dim)
        }
    }
}

import Contracts
import Wire

/// A sample as lines for a screen, and as JSON for a script.
struct TopText {
    private let sample: TopSample
    private let now: Double

    init(_ sample: TopSample, now: Double) { (self.sample, self.now) = (sample, now) }

    /// None is longer than `width`, if there is one.
    func lines(width: Int?, style: Style) -> [String] {
        [summary, host, ""].map { Self.cut($0, to: width) } + table.lines(width: width, style: style)
    }

    /// Never more lines than the terminal has rows; the last one says what a key does, and how many features did not fit.
    func screen(of size: TerminalSize, style: Style) -> [String] {
        let all = lines(width: size.columns, style: style)
        let shown = all.prefix(max(0, size.rows - 1))
        let hidden = all.count - shown.count
        let hint = hidden == 0 ? "q quits" : "q quits; \(Words.count(hidden, "more feature")) below"
        let gap = all.count + 2 <= size.rows ? [""] : []
        return shown + gap + [style.paint(Self.cut(hint, to: size.columns), .dim)]
    }

    private static func cut(_ line: String, to width: Int?) -> String { width.map { String(line.prefix($0)) } ?? line }

    private var summary: String {
        let ready = sample.rows.count { $0.feature.state == "ready" }
        let features = "\(Words.count(sample.rows.count, "feature")), \(ready) ready"
        return Printable.line("roost \(sample.status.version), up \(Words.duration(seconds: sample.status.uptimeSeconds)); \(features)")
    }

    private var host: String {
        let messages = "\(Self.rate(sample.messagesPerSecond)) messages/s"
        guard let pid = sample.hostPID, let usage = sample.host else { return "bus: \(messages)" }
        let cpu = Words.oneDecimal(usage.seconds / sample.seconds * 100)
        return "host: pid \(pid), \(cpu) % cpu, \(Words.bytes(usage.bytes)); bus: \(messages)"
    }

    private var table: Table {
        var table = Table("FEATURE", "STATE", "#PID", "#PROCS", "#CPU %", "#MEMORY", "#RESTARTS", "#MSGS/S", "#FOR", "CAUSE")
        table.rows = sample.rows.map { row in
            let isRunning = row.feature.pid != nil
            return [
                Table.Cell(row.feature.id), FeatureTable.state(row.feature.state), Table.Cell(row.feature.pid.map { "\($0)" }),
                Table.Cell(isRunning ? "\(row.processes)" : nil), Table.Cell(isRunning ? Words.oneDecimal(row.cpuPercent) : nil),
                Table.Cell(isRunning ? Words.bytes(row.memory) : nil), Table.Cell(row.feature.restarts),
                Table.Cell(Self.rate(row.messagesPerSecond)),
                Table.Cell(row.feature.since.map { Words.duration(seconds: now - $0) }), Table.Cell(row.feature.cause ?? ""),
            ]
        }
        return table
    }

    private static func rate(_ rate: Double) -> String { rate >= 10 || rate == 0 ? "\(Int(rate.rounded()))" : Words.oneDecimal(rate) }
}

// MARK: - JSON

extension TopText {
    var json: String {
        let value: JSON = [
            "version": .string(sample.status.version), "uptimeSeconds": .double(sample.status.uptimeSeconds),
            "intervalSeconds": Self.rounded(sample.seconds), "messagesPerSecond": Self.rounded(sample.messagesPerSecond),
            "host": [
                "pid": sample.hostPID.map { JSON($0) } ?? .null,
                "cpuPercent": sample.host.map { Self.rounded($0.seconds / sample.seconds * 100) } ?? .null,
                "memoryBytes": sample.host.map { JSON($0.bytes) } ?? .null,
            ],
            "features": .array(sample.rows.map(Self.json)),
        ]
        return value.text
    }

    private static func json(_ row: TopSample.Row) -> JSON {
        [
            "id": .string(row.feature.id), "state": .string(row.feature.state), "pid": row.feature.pid.map { JSON($0) } ?? .null,
            "processes": JSON(row.processes), "cpuPercent": rounded(row.cpuPercent), "memoryBytes": JSON(row.memory),
            "restarts": JSON(row.feature.restarts), "messagesPerSecond": rounded(row.messagesPerSecond),
        ]
    }

    private static func rounded(_ value: Double) -> JSON { .double((value * 100).rounded() / 100) }
}

import Contracts

/// The answer to `kernel.feature.show` as text.
struct FeatureReport {
    private let feature: KernelContract.Feature
    private let details: KernelContract.Details
    private let now: Double

    init(_ feature: KernelContract.Feature, _ details: KernelContract.Details, now: Double) {
        (self.feature, self.details, self.now) = (feature, details, now)
    }

    func lines(width: Int?, style: Style) -> [String] {
        facts(style) + limits(width, style) + history(style)
    }

    private func facts(_ style: Style) -> [String] {
        let state = FeatureTable.state(feature.state)
        let since = feature.since.map { " for \(Words.duration(seconds: now - $0))" } ?? ""
        let messages = details.messages.map { "\($0.in) in, \($0.out) out, \(Words.bytes($0.pendingBytes)) waiting to be read" }
        let facts: [(String, String?)] = [
            ("feature", "\(feature.id) \(feature.version ?? "")"), ("state", style.paint(state.text, state.colour) + since),
            ("cause", feature.cause.map(Printable.line)), ("pid", feature.pid.map { "\($0)" }),
            ("restarts", "\(feature.restarts)"), ("crashes", "\(feature.crashes)"),
            ("manifest", details.file.map(Printable.line)), ("data", details.data.map(Printable.line)),
            ("user", details.user.map(Printable.line)), ("kind", details.manifest?.kind),
            ("command", details.manifest?.exec.map { Printable.line($0.joined(separator: " ")) }),
            ("restart", details.manifest?.restart), ("after", details.manifest?.after.map { $0.joined(separator: ", ") }),
            ("messages", messages),
        ]
        return facts.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return style.paint(name + String(repeating: " ", count: 10 - name.count), .bold) + value
        }
    }

    private func limits(_ width: Int?, _ style: Style) -> [String] {
        guard let limits = details.limits, !limits.isEmpty else { return [] }
        var table = Table("LIMIT", "VALUE", "ENFORCED", "HOW")
        table.rows = limits.map { limit in
            [
                Table.Cell(limit.name), Table.Cell(limit.value),
                limit.enforced ? Table.Cell("yes", .green) : Table.Cell("no", .red), Table.Cell(limit.how),
            ]
        }
        return [""] + table.lines(width: width, style: style)
    }

    /// The last words are set off by bars, so that they cannot be taken for the host's.
    private func history(_ style: Style) -> [String] {
        guard let history = details.history, !history.isEmpty else { return [] }
        return ["", style.paint("CRASHES", .bold)]
            + history.flatMap { crash in
                let words = (crash.lastWords ?? "").split(separator: "\n").suffix(8)
                return ["\(UnixTime.text(crash.at))  \(Printable.line(crash.cause))"]
                    + words.map { style.paint("  | \(Printable.line(String($0)))", .dim) }
            }
    }
}

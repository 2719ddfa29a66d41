import Contracts

/// The channels plugin's answers as text.
enum ChannelText {
    static func lines(_ list: ChannelsContract.List, width: Int?, style: Style) -> [String] {
        var table = Table("CHANNEL", "RELEASES", "TAKES", "FOR", "LAST", "NEXT", "ALLOWED", "FOLLOWED BY")
        table.rows = list.channels.map { channel in
            [
                Table.Cell(channel.name), Table.Cell(channel.cadence), Table.Cell(channel.updates), Table.Cell(channel.audience),
                Table.Cell(channel.pace.map { UnixTime.day($0.released) } ?? ""), Table.Cell(channel.pace.map(next) ?? ""),
                channel.allowed ? Table.Cell("yes", .green) : Table.Cell("no", .dim),
                Table.Cell(channel.followers.joined(separator: ", ")),
            ]
        }
        return (list.policy.map { [ExplanationReport.problem($0), ""] } ?? []) + table.lines(width: width, style: style)
    }

    static func print(_ answer: Answer, asJSON: Bool) throws {
        guard !asJSON else { return Output.line(answer.text) }
        lines(try answer.read()).forEach(Output.line)
    }

    /// "adblock follows beta (weekly), as you have said."
    static func lines(_ following: ChannelsContract.Following) -> [String] {
        let who = following.id ?? "This host"
        let sentence = "\(who) follows \(following.channel) (\(following.cadence)), \(reason(following.by))."
        let pace = following.pace.map { [words($0)] } ?? []
        return ([sentence] + pace + (following.waits.map { [$0] } ?? [])).map(Printable.line)
    }

    /// "stable had its last release on 2026-11-12; the next can be expected from 2026-12-01 on."
    static func words(_ pace: UpdateContract.Pace, now: Double = UnixTime.now) -> String {
        let last = "\(pace.channel) had its last release on \(UnixTime.day(pace.released))"
        guard let due = pace.due else { return "\(last)." }
        return due > now
            ? "\(last); the next can be expected from \(UnixTime.day(due)) on."
            : "\(last); the next has been due since \(UnixTime.day(due))."
    }

    private static func next(_ pace: UpdateContract.Pace) -> String {
        guard let due = pace.due else { return "" }
        return due > UnixTime.now ? "from \(UnixTime.day(due))" : "due since \(UnixTime.day(due))"
    }

    private static func reason(_ by: String) -> String {
        switch by {
        case "operator": "as an operator has said"
        case "policy": "as policy.toml says"
        case "host": "as the host does"
        default: "as every host does that was told nothing else"
        }
    }
}

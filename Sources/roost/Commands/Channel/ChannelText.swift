import Contracts

/// The channels plugin's answers as text.
enum ChannelText {
    static func lines(_ list: ChannelsContract.List, width: Int?, style: Style) -> [String] {
        var table = Table("CHANNEL", "RELEASES", "TAKES", "FOR", "ALLOWED", "FOLLOWED BY")
        table.rows = list.channels.map { channel in
            [
                Table.Cell(channel.name), Table.Cell(channel.cadence), Table.Cell(channel.updates), Table.Cell(channel.audience),
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
        return ([sentence] + (following.waits.map { [$0] } ?? [])).map(Printable.line)
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

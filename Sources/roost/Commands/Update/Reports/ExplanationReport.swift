import Contracts

/// Evaluations as text: a heading and a table for each candidate.
enum ExplanationReport {
    static func lines(_ explanations: UpdateContract.Explanations, width: Int?, style: Style) -> [String] {
        let trouble = explanations.problem.map { [UpdateReport.trouble($0), ""] } ?? []
        let paces = (explanations.channels ?? []).map { ChannelText.words($0) }
        guard !explanations.explanations.isEmpty else {
            return trouble + ["Nothing is new. (roost update check looks again.)"] + paces
        }
        let problems = explanations.explanations.compactMap(\.policy).first.map { [problem($0), ""] } ?? []
        return trouble + problems
            + explanations.explanations.enumerated().flatMap { index, evaluation in
                (index == 0 ? [] : [""]) + lines(evaluation, width: width, style: style)
            } + (paces.isEmpty ? [] : [""]) + paces
    }

    static func problem(_ problem: ChannelsContract.PolicyProblem) -> String {
        let place = problem.line > 0 ? "\(problem.file):\(problem.line)" : problem.file
        return Printable.line("\(place): \(problem.reason); \(problem.remedy). Until then the last good policy counts.")
    }

    private static func lines(_ evaluation: ChannelsContract.Evaluation, width: Int?, style: Style) -> [String] {
        var table = Table("CRITERION", "VERDICT", "REASON", "ASKED AGAIN")
        table.rows = evaluation.criteria.map { criterion in
            [
                Table.Cell(criterion.criterion), verdict(criterion.verdict), Table.Cell(criterion.reason),
                Table.Cell(criterion.again.map(UnixTime.text) ?? ""),
            ]
        }
        return [style.paint(heading(evaluation), .bold)] + table.lines(width: width, style: style)
    }

    /// "adblock 1.1.0 (stable), installed 1.0.0: waits until 2026-11-27 02:00:00".
    private static func heading(_ evaluation: ChannelsContract.Evaluation) -> String {
        let candidate = evaluation.candidate
        let installed = candidate.installed.map { "installed \($0)" } ?? "not installed"
        let security = candidate.security ? ", security" : ""
        return Printable.line(
            "\(candidate.id) \(candidate.version) (\(candidate.channel)\(security)), \(installed): \(words(evaluation))")
    }

    private static func words(_ evaluation: ChannelsContract.Evaluation) -> String {
        switch ChannelsContract.Verdict(rawValue: evaluation.verdict) {
        case .pass: "would be installed now"
        case .refuse: "is not taken"
        case .wait: evaluation.again.map { "waits until \(UnixTime.text($0))" } ?? "waits until something changes"
        case nil: evaluation.verdict
        }
    }

    private static func verdict(_ word: String) -> Table.Cell {
        switch ChannelsContract.Verdict(rawValue: word) {
        case .pass: Table.Cell(word, .green)
        case .wait: Table.Cell(word, .yellow)
        case .refuse: Table.Cell(word, .red)
        case nil: Table.Cell(word)
        }
    }
}

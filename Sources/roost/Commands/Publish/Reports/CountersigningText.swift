import Publishing
import TUF
import Wire

/// What was signed for somebody else, in full: whoever signs answers for it.
struct CountersigningText {
    private let report: CountersigningReport
    private let dryRun: Bool

    init(_ report: CountersigningReport, dryRun: Bool) { (self.report, self.dryRun) = (report, dryRun) }

    var json: JSON {
        [
            "role": .string(report.role), "version": JSON(report.version), "expires": .string(report.expires.description),
            "dry-run": .bool(dryRun), "keys": JSON(report.keys), "signatures": JSON(report.signatures),
            "targets": .array(report.targets.map(json)), "delegations": .array(report.delegations.map(json)),
        ]
    }

    private func json(_ target: CountersigningReport.Target) -> JSON {
        ["path": .string(target.path), "length": JSON(target.length), "sha256": .string(target.sha256)]
    }

    private func json(_ delegation: CountersigningReport.Delegation) -> JSON {
        ["role": .string(delegation.role), "threshold": JSON(delegation.threshold), "keys": JSON(delegation.keys)]
    }

    var lines: [String] {
        ["version \(report.version) of '\(Printable.line(report.role))', which expires at \(report.expires), lists"]
            + report.targets.flatMap { ["  \(Printable.line($0.path))", "    \($0.length) bytes, sha256 \($0.sha256)"] }
            + report.delegations.flatMap(lines) + [end]
    }

    private func lines(_ delegation: CountersigningReport.Delegation) -> [String] {
        let first =
            "  role '\(Printable.line(delegation.role))', signed by \(delegation.threshold) of \(Words.count(delegation.keys.count, "key"))"
        return [first] + delegation.keys.map { "    \(Printable.line($0))" }
    }

    private var end: String {
        let signatures = Words.count(report.signatures, "signature")
        if dryRun { return "nothing was signed; it has \(signatures)" }
        return "signed by \(Words.count(report.keys.count, "key")) of this machine; it has \(signatures) now"
    }
}

import Glibc
import Support

/// The time from a client's start to a verified target of a large repository, served by nginx: ours beside python-tuf's.
///
/// python-tuf writes the repositories. Its client's time is taken within the interpreter, so that its start does not count; ours is
/// that of the whole process, and what the ratios leave out of it is the time of `init`: the same program started, one root checked and
/// put on the disk.
final class TrustBench {
    private let folder: TemporaryFolder
    private let client: String
    private let python: String
    private let script: String
    private let rounds: Int

    init(_ options: Options) throws(BenchFailure) {
        folder = try TemporaryFolder()
        client = try Programs.tufClient()
        (python, script) = (try Programs.python(), Programs.tufPeer)
        rounds = options.rounds
        guard Programs.found("nginx") != nil else { throw .cannot("nginx is not here; run Config/install") }
    }

    func run() throws(BenchFailure) -> Bool {
        say("tuf: \(rounds) rounds; load now \(loadAverage())\n")
        // nginx may run as another user than root.
        chmod(folder.path, 0o755)
        for (kind, count) in [("targets", 1000), ("bins", 16_384)] {
            _ = try Measured([python, script, "write", kind, "\(count)", "\(folder.path)/\(kind)"], in: folder)
        }
        let nginx = try serve()
        defer { withExtendedLifetime(nginx) {} }
        var rows: [TrustRow] = []
        for (kind, label) in [("targets", "1,000 targets"), ("bins", "16,384 hash bins")] {
            var (ours, theirs) = (TrustRow("roost, \(label)"), TrustRow("python-tuf, \(label)"))
            for round in 0..<rounds {
                let site = "http://127.0.0.1:\(nginx.port)/bench/\(kind)"
                try ask(&ours, site, kind, round)
                try askPython(&theirs, site, kind, round)
            }
            rows += [ours, theirs]
        }
        var table = Table(TrustRow.head)
        for row in rows { table.add(row.cells) }
        table.show("TUF, ms from a client's start to a verified target")
        return judge(rows)
    }

    private func judge(_ rows: [TrustRow]) -> Bool {
        var budgets = Budgets()
        for (ours, theirs) in [(rows[0], rows[1]), (rows[2], rows[3])] {
            budgets.atMost(1, "\(ours.label) : python-tuf, first, without the start, median", ours.firstAlone / theirs.firstAlone)
        }
        budgets.show()
        return budgets.areMet
    }

    /// nginx, in front of the folder with both repositories.
    private func serve() throws(BenchFailure) -> NginxServer {
        do {
            return try NginxServer(extra: "location /bench/ { alias \(folder.path)/; }")
        } catch {
            throw .cannot("nginx did not start: \(error)")
        }
    }

    private func ask(_ row: inout TrustRow, _ site: String, _ kind: String, _ round: Int) throws(BenchFailure) {
        let (store, targets) = ("\(folder.path)/store-\(kind)-\(round)", "\(folder.path)/got-\(kind)-\(round)")
        try makeFolder(targets)
        let start = try Measured([client, "--metadata-dir", store, "init", "\(folder.path)/\(kind)/metadata/1.root.json"], in: folder)
        row.starts.append(start.seconds * 1000)
        let command = [
            client, "--metadata-url", "\(site)/metadata/", "--metadata-dir", store, "--target-name", "file0", "--target-dir", targets,
            "--target-base-url", "\(site)/targets/", "download",
        ]
        for isFirst in [true, false] {
            let measured = try Measured(command, in: folder)
            if isFirst { row.first.append(measured.seconds * 1000) } else { row.again.append(measured.seconds * 1000) }
            row.peak = max(row.peak, measured.peak)
        }
    }

    private func askPython(_ row: inout TrustRow, _ site: String, _ kind: String, _ round: Int) throws(BenchFailure) {
        let command = [
            python, script, "ask", "\(site)/metadata/", "\(site)/targets/", "\(folder.path)/\(kind)/metadata/1.root.json",
            "\(folder.path)/python-\(kind)-\(round)", "file0",
        ]
        for isFirst in [true, false] {
            let measured = try Measured(command, in: folder)
            guard let milliseconds = Double(measured.output) else { throw .cannot("python-tuf: \(measured.output)") }
            if isFirst { row.first.append(milliseconds) } else { row.again.append(milliseconds) }
            row.peak = max(row.peak, measured.peak)
        }
    }
}

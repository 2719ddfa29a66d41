import ArgumentParser
import Delivery
import Publishing
import Wire

/// A repository as a client sees it.
struct PublishCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Verify a whole repository as a router would: signatures, versions, expiry, every file.",
        discussion: """
            Exits 1 if a router would refuse anything. Changes nothing, and needs no key.

            Examples:
              roost publish check
              roost publish check /var/www/roost --root ./root.json      a copy, by the root that routers were given
              roost publish check --url https://updates.example/roost --root ./root.json      as it is served, every file fetched
              roost publish check --json | jq .problems
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("A folder that is served (default: the workshop's).", valueName: "dir"), completion: .directory)
    var folder: String?

    @Option(help: ArgumentHelp("Where it is served: every file is fetched and checked.", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp("Certificate authorities to trust in place of the system's, as PEM; with --url.", valueName: "file"),
        completion: .file())
    var authority: String?

    @Option(
        help: ArgumentHelp("The root to begin with (default: the workshop's, else the repository's own first).", valueName: "file"),
        completion: .file())
    var root: String?

    func validate() throws {
        if url != nil, folder != nil { throw ValidationError("a folder or --url, not both") }
        if authority != nil, url == nil { throw ValidationError("--authority is for --url") }
        guard let url else { return }
        do throws(DeliveryError) {
            guard case .folder = try RepositoryAddress(url) else { return }
        } catch {
            throw ValidationError("--url: \(error)")
        }
        throw ValidationError("--url: a folder is named without --url")
    }

    func run() throws {
        let bar = ProgressBar()
        defer { bar.end() }
        let report = try checked { bar.show("checking files", done: Int64($0), total: Int64($1)) }
        bar.end()
        let text = CheckText(report, now: .current)
        if form.json { Output.line(text.json.text) } else { text.lines(style: .ofOutput).forEach(Output.line) }
        guard report.problems.isEmpty else { throw CommandFailure("a router would refuse this repository; the reasons are above") }
    }

    private func checked(_ observer: (Int, Int) -> Void) throws -> CheckReport {
        let check = RepositoryCheck(now: .current)
        if let url { return try checked(url, by: check, observer) }
        do throws(PublishingError) {
            if let folder { return try check.check(folder: Home.absolute(folder), anchor: root.map(Home.absolute), observing: observer) }
            let ours = try Workshop(workshop.path)
            guard let root else { return try check.check(ours, observing: observer) }
            return try check.check(folder: ours.repository, anchor: Home.absolute(root), observing: observer)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func checked(_ url: String, by check: RepositoryCheck, _ observer: (Int, Int) -> Void) throws -> CheckReport {
        guard case .web(let base) = try RepositoryAddress(url) else { preconditionFailure("a folder was refused as usage") }
        let anchor = try root.map { try FetchedTree.file($0, atMost: 512_000) }
        let authorities = try authority.map { try FetchedTree.authorities($0) }
        do throws(PublishingError) {
            return try check.check(ServedFiles(RemoteFiles(base, authorities: authorities)), anchor: anchor, observing: observer)
        } catch {
            throw CommandFailure(error)
        }
    }
}

import ArgumentParser
import Delivery
import Glibc
import Release
import TUF
import Wire

/// A release as a router gets it.
struct PublishFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Get a release as a router would: from the URL to a checked tree.",
        discussion: """
            Trust begins with --root, a file that came by a safe way, root.json of the workshop; from then on it is kept in the trust
            folder. Cut off, the same command goes on where it was. With --base only the delta is fetched, if one leads from there.

            Examples:
              roost publish fetch --url https://updates.example/roost --root root.json --channel stable --into ./core
              roost publish fetch --url https://updates.example/roost --channel stable --id adblock --base ./adblock --into ./adblock-new
              roost publish fetch --url /media/usb/roost --channel stable --into ./core
            """)

    @Option(help: ArgumentHelp("Where the repository is served, or its folder.", valueName: "url"))
    var url: String

    @Option(help: ArgumentHelp("The channel, as in stable.", valueName: "name"))
    var channel: String

    @Option(help: ArgumentHelp("Where the tree is to be; not there yet.", valueName: "dir"), completion: .directory)
    var into: String

    @Option(help: ArgumentHelp("'core' for the runtime itself, or a feature's id.", valueName: "id"))
    var id = "core"

    @Option(name: .customLong("version"), help: ArgumentHelp("A version of the channel (default: the newest).", valueName: "version"))
    var wanted: String?

    @Option(help: ArgumentHelp("Debian's word for what it is to run on (default: this machine's).", valueName: "architecture"))
    var arch = Architecture.current

    @Option(help: ArgumentHelp("A tree that is here already, with its release.json.", valueName: "dir"), completion: .directory)
    var base: String?

    @Option(help: ArgumentHelp("The root to begin with; needed once.", valueName: "file"), completion: .file())
    var root: String?

    @Option(
        help: ArgumentHelp("The folder of what is trusted (default: that of --into with .trust after it).", valueName: "dir"),
        completion: .directory)
    var trust: String?

    @Option(
        help: ArgumentHelp("Certificate authorities to trust in place of the system's, as PEM.", valueName: "file"), completion: .file())
    var authority: String?

    @Option(help: ArgumentHelp("Bytes a second at most.", valueName: "bytes"))
    var rate: Int?

    @Option(help: ArgumentHelp("As if it were then, in UTC, as in 2030-01-31T12:00:00Z: what will expire?", valueName: "time"))
    var clock: String?

    @OptionGroup var form: JSONOption

    func validate() throws {
        _ = try wanted.map { try ReleaseOptions.version($0, "--version") }
        if let clock, UTCTime(ExactText(clock)) == nil {
            throw ValidationError("--clock: '\(clock)' is no time such as 2030-01-31T12:00:00Z")
        }
        if let rate, rate < 1024 { throw ValidationError("--rate: \(rate) bytes a second would take for ever; 1024 is the least") }
    }

    func run() throws {
        let target = Home.absolute(into)
        guard access(target, F_OK) != 0 else { throw CommandFailure("\(target): it is there already; name a folder that is not") }
        let bar = FetchProgress()
        defer { bar.end() }
        let report = try fetched(target, bar)
        try withExtendedLifetime(report.hold) { try FetchedTree.put(report.tree, at: target, emptying: work(target)) }
        bar.end()
        let text = FetchText(report, at: target)
        if form.json { Output.line(text.json.text) } else { text.lines.forEach(Output.line) }
    }

    private func fetched(_ target: String, _ bar: FetchProgress) throws -> DeliveryReport {
        let order = try order(target)
        do {
            return try order.run(bar.show)
        } catch let error as DeliveryError {
            throw CommandFailure(Printable.line("\(error)\(Self.remedy(error, order))"))
        }
    }

    /// Where signatures are wrong, what they are judged by may be another repository's.
    private static func remedy(_ error: DeliveryError, _ order: FetchOrder) -> String {
        guard case .metadata(.refused(let refusal)) = error, case .wrongSigners = refusal.attack else { return "" }
        return "; they are judged by what is in \(order.store): for another repository name another folder with --trust"
    }

    /// Hidden beside the target, so on the same disk, and the same for the next attempt.
    private func work(_ target: String) -> String { FetchedTree.workFolder(for: target) }

    private func order(_ target: String) throws -> FetchOrder {
        let address = try RepositoryAddress(url.contains("://") ? url : Home.absolute(url))
        var order = FetchOrder(
            address, store: trust.map(Home.absolute) ?? target + ".trust", channel: channel, id: id, architecture: arch,
            folder: work(target),
            clock: clock.flatMap { UTCTime(ExactText($0)) } ?? .current)
        order.version = wanted.flatMap { SemanticVersion($0) }
        order.base = base.map(Home.absolute)
        order.bytesPerSecond = rate
        order.unpacker = .apart
        order.root = try root.map { try FetchedTree.file($0, atMost: 512_000) }
        order.authorities = try authority.map { try FetchedTree.authorities($0) }
        return order
    }
}

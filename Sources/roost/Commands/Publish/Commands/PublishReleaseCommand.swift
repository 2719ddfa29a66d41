import ArgumentParser
import Publishing
import Release
import Wire

/// A release comes into a channel.
struct PublishReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Put a release into a channel: made of a folder now, or one that was added or released before.",
        discussion: """
            Needs the keys of the channel, of snapshot and of timestamp; none of root or targets.
            A channel takes one release in its time (publish.toml: cadence), and none that is older than what it has, unless --force.

            Examples:
              roost publish release --channel nightly ./tree --id core --version 1.4.0 --arch amd64
              roost publish release --channel stable core 1.4.0                the same artifact, promoted
              roost publish release --channel stable core 1.4.0 --dry-run --json
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var form: JSONOption

    @Option(help: ArgumentHelp("The channel, as in stable.", valueName: "name"))
    var channel: String

    @Argument(help: ArgumentHelp("The folder; or with a version after it, the id of a release in the pool.", valueName: "folder-or-id"))
    var source: String

    @Argument(help: ArgumentHelp("The version of the release in the pool.", valueName: "version"))
    var pooledVersion: String?

    @Flag(help: "Against the channel's cadence, or older than what it has.")
    var force = false

    @Flag(help: "Make everything and publish nothing: only say what would come, and how large.")
    var dryRun = false

    func validate() throws {
        guard let pooledVersion else {
            _ = try release.order(source)
            return
        }
        _ = try ReleaseOptions.version(pooledVersion, "version")
        guard release.given.isEmpty else {
            let words = "\(release.given.joined(separator: ", ")): what a release in the pool says of itself is made with it"
            throw ValidationError("\(words); write: roost publish release --channel \(channel) ID VERSION [--arch ARCH]")
        }
    }

    func run() throws {
        try WaitingDraft.told(form) {
            let report = try pooledVersion.map(promote) ?? make()
            if form.json { Output.line(report.json.text) } else { report.lines.forEach(Output.line) }
        }
    }

    private func promote(_ text: String) throws -> ReleaseReport {
        let version = try ReleaseOptions.version(text, "version")
        let report = try workshop.publisher { (publisher) throws(PublishingError) in
            let found = try Pool(publisher.workshop).releases(of: source, version, architecture: release.arch)
            return try publisher.release(found, to: channel, force: force, dryRun: dryRun)
        }
        return ReleaseReport(channel: report, dryRun: dryRun)
    }

    private func make() throws -> ReleaseReport {
        let order = try release.order(source)
        let bar = ProgressBar()
        defer { bar.end() }
        let (added, report) = try workshop.publisher { (publisher) throws(PublishingError) in
            try publisher.release(order, to: channel, force: force, dryRun: dryRun) { bar.show($0, done: $1.done, total: $1.total) }
        }
        return ReleaseReport(channel: report, added: added, dryRun: dryRun)
    }
}

import ArgumentParser
import Publishing
import Release
import Wire

/// A folder becomes artifacts.
struct PublishAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a release of a folder: the full artifact, and deltas from the latest releases before it.",
        discussion: """
            It lies in the pool afterwards and is in no channel yet: roost publish release puts it there.

            Examples:
              roost publish add ./tree --id core --version 1.4.0 --arch amd64 --min-from 1.2.0
              roost publish add ./adblock --id adblock --version 2.0.1 --arch all --security --notes 'closes CVE-2026-1'
              roost publish add ./tree --id core --version 1.4.0 --arch amd64 --dry-run      only say how large it would be
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var release: ReleaseOptions
    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Flag(help: "In place of the same release in the pool, as long as no channel has it.")
    var replace = false

    @Flag(help: "Make everything and keep nothing: only say how large it would be.")
    var dryRun = false

    func validate() throws { _ = try release.order(folder) }

    func run() throws {
        let order = try release.order(folder, replaces: replace)
        let bar = ProgressBar()
        defer { bar.end() }
        let made = try workshop.publisher { (publisher) throws(PublishingError) in
            try publisher.add(order, dryRun: dryRun) { bar.show($0, done: $1.done, total: $1.total) }
        }
        bar.end()
        let report = ReleaseReport(added: made, dryRun: dryRun)
        if form.json { Output.line(report.json.text) } else { report.lines.forEach(Output.line) }
    }
}

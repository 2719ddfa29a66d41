import ArgumentParser
import Publishing
import Wire

/// What would expire is signed anew.
struct PublishRefreshCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Sign anew before it expires, and say which role expires when.",
        discussion: """
            Without roles: timestamp and snapshot, whose keys are on the build machine. Fit for a timer, once a day.
            A channel that got no release for long, targets and root are renewed by name, where their keys are.

            Examples:
              roost publish refresh
              roost publish refresh stable lts
              roost publish refresh root targets --keys /media/safe/keys
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("Roles besides the timestamp.", valueName: "role"))
    var roles: [String] = ["snapshot"]

    func run() throws {
        let state = try workshop.publisher { (publisher) throws(PublishingError) in try publisher.refresh(roles) }
        let report = ExpiryReport(state, now: .current)
        if form.json { Output.line(report.json.text) } else { report.lines(style: .ofOutput).forEach(Output.line) }
    }
}

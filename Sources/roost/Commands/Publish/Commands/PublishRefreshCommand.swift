import ArgumentParser
import Publishing
import Wire

/// What would expire is signed anew.
struct PublishRefreshCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Sign anew before it expires, and say which role expires when.",
        discussion: """
            Without roles: timestamp and snapshot, whose keys are on the build machine. Fit for a timer, once a day.
            A channel that got no release for long, targets and root (once a year) are renewed by name, where their keys are; what
            has less than a third of its time left is warned of.

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
        try WaitingDraft.told(form) {
            let (state, warnings) = try workshop.publisher { (publisher) throws(PublishingError) in
                let state = try publisher.refresh(roles)
                return (state, publisher.warnings(of: state))
            }
            let report = ExpiryReport(state, now: .current)
            for warning in warnings { Output.error(Printable.line(warning)) }
            guard !form.json else {
                let json: JSON = ["expires": report.json, "warnings": JSON(warnings)]
                return Output.line(json.text)
            }
            report.lines(style: .ofOutput).forEach(Output.line)
        }
    }
}

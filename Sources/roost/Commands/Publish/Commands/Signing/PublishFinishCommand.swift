import ArgumentParser
import Publishing
import TUF
import Wire

/// Drafts are published.
struct PublishFinishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Publish the drafts that enough keys have signed.",
        discussion: """
            Needs the keys of snapshot and timestamp. Refused, and nothing changed, while a signature is missing.

            Examples:
              roost publish finish --workshop /srv/roost
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        try WaitingDraft.told(form, finish)
    }

    private func finish() throws {
        let (roles, state) = try workshop.publisher { (publisher) throws(PublishingError) in try publisher.finish() }
        guard !form.json else {
            let json: JSON = ["roles": JSON(roles), "timestamp-expires": .string(state.timestamp.expires.description)]
            return Output.line(json.text)
        }
        Output.line("published: \(roles.joined(separator: ", "))")
        Output.line("the timestamp expires at \(state.timestamp.expires); roost publish refresh renews it")
    }
}

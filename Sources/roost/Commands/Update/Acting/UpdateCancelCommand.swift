import ArgumentParser
import Contracts

/// Ends the update under way.
struct UpdateCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End the update under way: what runs now stays, or comes back.",
        discussion: """
            Exits 1 if it is too late, or if none is under way.

            Examples:
              roost update cancel
              roost update cancel u-17           only if it is this one
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "The update's id, as 'roost update status' shows it.")
    var id: String?

    func run() throws {
        let request = UpdateContract.Cancel(id: id)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.cancel, request)
        let cancelled: UpdateContract.Cancelled = try answer.read()
        if form.json { Output.line(answer.text) }
        guard ["cancelled", "rolling-back"].contains(cancelled.answer) else {
            throw CommandFailure(Printable.line("\(cancelled.answer): \(cancelled.detail)"))
        }
        if !form.json { Output.line(Printable.line("\(cancelled.answer): \(cancelled.detail)")) }
    }
}

import ArgumentParser

/// Everything about updates of this host.
struct UpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Look for new releases, say why they are taken or not, and take them.",
        discussion: """
            'core' is Roost itself, everything else a feature's id. When something is updated by itself is said by <home>/policy.toml.

            Examples:
              roost update check                 what is new
              roost update explain               and whether it would be installed now, each reason
              roost update run adblock           do it now, and wait for its end
              roost update history               what became of the last ones
            """,
        subcommands: [
            UpdateCheckCommand.self, UpdateExplainCommand.self, UpdateRunCommand.self, UpdateStatusCommand.self,
            UpdateHistoryCommand.self, UpdateRollbackCommand.self, UpdateHoldCommand.self, UpdateResumeCommand.self,
            UpdateCancelCommand.self,
        ])

    static let plugin = "update"
}

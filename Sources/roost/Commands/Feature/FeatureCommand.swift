import ArgumentParser

/// Everything about features.
struct FeatureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feature", abstract: "List, start, stop, install and look into features.",
        discussion: """
            Examples:
              roost feature install ./adblock
              roost feature show adblock
              roost feature reset crasher        lift a disabled feature's ban
            """,
        subcommands: [
            FeatureListCommand.self, FeatureShowCommand.self, FeatureVerbCommand<FeatureVerbs.Start>.self,
            FeatureVerbCommand<FeatureVerbs.Stop>.self, FeatureVerbCommand<FeatureVerbs.Restart>.self,
            FeatureVerbCommand<FeatureVerbs.Enable>.self, FeatureVerbCommand<FeatureVerbs.Disable>.self,
            FeatureVerbCommand<FeatureVerbs.Reset>.self, FeatureInstallCommand.self, FeatureRemoveCommand.self,
            FeatureLogsCommand.self, FeatureCheckCommand.self,
        ])
}

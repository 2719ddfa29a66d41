import PluginKit

/// `roost-report` as a command: the plugin, which the host starts.
public enum ReportCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.isEmpty else { return 2 }
        ReportPlugin.main()
        return 0
    }
}

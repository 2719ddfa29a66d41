import PluginKit

/// `roost-update` as a command: the plugin, which the host starts.
public enum UpdateCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.isEmpty else {
            StandardError.write("roost-update takes no arguments, not '\(arguments.joined(separator: " "))'; see roost update --help")
            return 2
        }
        UpdatePlugin.main()
        return 0
    }
}

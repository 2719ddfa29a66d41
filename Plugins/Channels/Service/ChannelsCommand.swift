import PluginKit

/// `roost-channels` as a command: the plugin, which the host starts.
public enum ChannelsCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.isEmpty else { return 2 }
        ChannelsPlugin.main()
        return 0
    }
}

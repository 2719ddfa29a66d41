import PluginKit

/// `roost-journal` as a command: without arguments the plugin, which the host starts.
public enum JournalCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.isEmpty else {
            StandardError.write("roost-journal: unknown arguments: \(arguments.joined(separator: " "))")
            return 2
        }
        JournalPlugin.main()
        return 0
    }
}

import PluginKit

/// `roost-journal` as a command: without arguments the plugin, which the host starts.
public enum JournalCommand {
    public static func run(arguments: [String]) -> Int32 {
        if let recovery = OfflineRecovery(arguments) { return recovery.run() }
        guard arguments.isEmpty else {
            StandardError.write(
                "roost-journal: unknown arguments: \(arguments.joined(separator: " ")); --recover-only --home DIR [--dry-run] are known")
            return 2
        }
        JournalPlugin.main()
        return 0
    }
}

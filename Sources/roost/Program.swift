import Channels
import Files
import Journal
import Kernel
import Launch
import Manifests
import Report
import Update

/// The programs that share this one executable file; which one is meant, argv[0] or the first word says.
///
/// Nothing heavy may run before the choice: the kernel's memory is counted in pages touched.
enum Program {
    static func run(_ arguments: [String]) -> Int32 {
        StandardDescriptors.complete()
        let name = arguments.first.map(lastComponent) ?? ""
        if let status = runInternal(name, Array(arguments.dropFirst())) { return status }
        if let word = arguments.dropFirst().first, let status = runInternal(word, Array(arguments.dropFirst(2))) { return status }
        return RoostCommand.perform(Array(arguments.dropFirst()))
    }

    private static func runInternal(_ name: String, _ arguments: [String]) -> Int32? {
        // Executed as /proc/self/exe, it would be "exe" in every list of processes.
        if name.hasPrefix("roost-") { LinuxCall.setProcessName(name) }
        return switch name {
        case "roost-kernel": KernelCommand.run(arguments: arguments)
        case "roost-launch": LaunchCommand.run(arguments: arguments)
        case "roost-probe": ProbeCommand.run(arguments: arguments)
        case "roost-configuration": ConfigurationCommand.run(arguments: arguments)
        case Policy.reader: SettingsCommand<Policy>.run(arguments: arguments)
        case ReportSettings.reader: SettingsCommand<ReportSettings>.run(arguments: arguments)
        case "roost-manifests": ManifestsCommand.run(arguments: arguments)
        case "roost-journal": Journal.JournalCommand.run(arguments: arguments)
        case "roost-update": Update.UpdateCommand.run(arguments: arguments)
        case "roost-unpack": UnpackCommand.run(arguments: arguments)
        case "roost-channels": ChannelsCommand.run(arguments: arguments)
        case "roost-report": Report.ReportCommand.run(arguments: arguments)
        case "roost-database": DatabaseCommand.run(arguments: arguments)
        default: nil
        }
    }

    private static func lastComponent(_ path: String) -> String { FilePath(path).name }
}

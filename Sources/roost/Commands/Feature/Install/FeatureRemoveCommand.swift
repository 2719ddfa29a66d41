import ArgumentParser
import Contracts
import Glibc

/// Stops a feature and deletes it from the home.
struct FeatureRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Stop a feature and delete it; its data stays unless --purge.",
        discussion: """
            Examples:
              roost feature remove adblock
              roost feature remove adblock --purge     data, logs and state as well
            """)

    @OptionGroup var host: HostOptions

    @Argument(help: "The feature's id: small letters, digits and '-'.")
    var id: FeatureArgument

    @Flag(help: "Delete its data, logs and state as well.")
    var purge = false

    func run() throws {
        let (home, id) = (host.home, id.id)
        let name = try installedName(id, home)
        let isHosted = host.door.isOpen
        if isHosted { stop(id) }
        let staging = try Staging(in: home)
        try staging.takeOut(name)
        try staging.discard()
        if isHosted { _ = try host.door.ask(KernelContract.Subject.rescan) }
        if purge { for path in [home.data(id), home.logs(id), home.state(id)] { try Folder.remove(path) } }
        let kept = access(home.data(id), F_OK) == 0 ? "; its data stays in \(home.data(id))" : ""
        Output.line("\(id) removed\(kept)")
    }

    /// The folder, or the single file, that the feature is.
    private func installedName(_ id: String, _ home: Home) throws(CommandFailure) -> String {
        for name in [id, "\(id).toml"] where access("\(home.plugins)/\(name)", F_OK) == 0 { return name }
        throw CommandFailure("no feature '\(id)' is installed in \(home.plugins)")
    }

    /// A refusal does not matter: an invalid feature cannot be stopped, and without its folder the host ends it anyway.
    private func stop(_ id: String) {
        let progress = Progress("stopping \(id)")
        let subject = KernelContract.Subject.command(.stop)
        _ = try? host.door.ask(subject, KernelContract.ID(id: id), within: .seconds(660))
        progress.end()
    }
}

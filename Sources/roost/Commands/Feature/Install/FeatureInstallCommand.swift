import ArgumentParser
import Contracts
import Glibc
import Launch

/// Copies a feature's folder into the home.
struct FeatureInstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Install a feature from its folder, or put a new version in its place.",
        discussion: """
            The folder must hold plugin.toml. It is checked, copied and swapped in in one step: old or new, never between. \
            Hidden folders in it (.git, .build) are left out, but for those that plugin.toml names. \
            A running host takes it up at once, restarts the feature, and it is waited for until it is ready or has failed; \
            else the next host starts it.

            Example:
              roost feature install ./adblock
            """)

    @OptionGroup var host: HostOptions

    @Argument(help: ArgumentHelp("The feature's folder.", valueName: "dir"), completion: .directory)
    var folder: String

    func run() throws {
        let source = try sourceFolder()
        let progress = Progress("copying \(source)")
        defer { progress.end() }
        let before = host.door.isOpen ? try host.door.ask(KernelContract.Subject.status).read(as: KernelContract.Status.self).features : []
        let release = try Installation(of: source, into: host.home).perform()
        progress.end()
        try announce(release, replacing: before.first { $0.id == release.id }?.pid)
        if !release.leftOut.isEmpty {
            Output.line(Printable.line("left out, since plugin.toml does not name them: \(release.leftOut.joined(separator: ", "))"))
        }
    }

    private func announce(_ release: Installation.Release, replacing pid: Int32?) throws {
        guard host.door.isOpen else { return Output.line("\(release) installed; it starts with the host") }
        let rescan = try host.door.ask(KernelContract.Subject.rescan).read(as: KernelContract.Rescan.self)
        if let problem = rescan.invalid.first(where: { $0.id == release.id }) {
            let words = "\(problem.file):\(problem.line): \(problem.reason); \(problem.remedy)"
            throw CommandFailure(Printable.line("\(release) installed, but \(words)"))
        }
        let feature = try started(release.id, ifStill: pid)
        Output.line(Printable.line("\(release) installed: \(feature.summary)"))
    }

    /// The host restarts what has another manifest now; of other files under the same one it knows nothing.
    private func started(_ id: String, ifStill pid: Int32?) throws -> KernelContract.Feature {
        let now = try shown(id)
        let isOld = now.state == "ready" && pid != nil && now.pid == pid
        guard isOld || Self.passing.contains(now.state) else { return now }
        let progress = Progress("\(isOld ? "restarting" : "starting") \(id)")
        defer { progress.end() }
        if isOld {
            let restart = KernelContract.Subject.command(.restart)
            return try host.door.ask(restart, KernelContract.ID(id: id), within: Self.patience).read(as: KernelContract.Feature.self)
        }
        return try settled(id)
    }

    /// Where no feature stays.
    private static let passing: Set = ["starting", "stopping"]
    /// The longest that a manifest may give a feature to get ready, and some more.
    private static let patience = Duration.seconds(660)

    /// Only looked at: one that ends at once and is not to be restarted would be started again by a word.
    private func settled(_ id: String) throws -> KernelContract.Feature {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let now = try shown(id)
            if !Self.passing.contains(now.state) || ContinuousClock.now > deadline { return now }
            usleep(100_000)
        }
    }

    private func shown(_ id: String) throws -> KernelContract.Feature {
        try host.door.ask(KernelContract.Subject.show, KernelContract.ID(id: id)).read(as: KernelContract.Feature.self)
    }

    private func sourceFolder() throws(CommandFailure) -> String {
        guard let real = realpath(folder, nil) else { throw CommandFailure("\(folder): \(SystemError.last.words)") }
        defer { free(real) }
        let path = String(cString: real)
        guard access("\(path)/plugin.toml", F_OK) == 0 else {
            throw CommandFailure("\(path) holds no plugin.toml; name a feature's folder")
        }
        return path
    }
}

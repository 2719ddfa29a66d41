import ArgumentParser
import Glibc
import Launch

/// Reads the configuration, makes the home ready, and becomes the kernel.
///
/// The kernel is this same file executed anew, so that it never pays for the memory the command line has touched. The
/// configuration reaches it through memory: it holds secrets, and arguments can be read by everybody.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a host in the foreground.",
        discussion: """
            Prints one line, 'ready', when every feature is ready or has failed. SIGTERM and SIGINT stop all features, then the host.

            Examples:
              roost run --home /var/lib/roost
              roost run --home ./home --config ./roost.toml
            """)

    @OptionGroup var host: HostOptions

    @Option(
        help: ArgumentHelp("The configuration (default: roost.toml in the home, if there is one).", valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var config: String?

    func run() throws {
        let home = host.home
        let configuration = try ConfigurationFile.read(config.map(Home.absolute), home: home)
        try HomeFolders(home).prepare()
        let descriptor = try MemoryFile.holding(configuration)
        throw become(["roost-kernel", "--home", home.path, "--configuration-fd", String(descriptor)])
    }

    /// Returns only what went wrong. (execv)
    private func become(_ arguments: [String]) -> CommandFailure {
        var argv = arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &argv)
        return CommandFailure("cannot execute /proc/self/exe: \(SystemError.last.words); is /proc mounted?")
    }
}

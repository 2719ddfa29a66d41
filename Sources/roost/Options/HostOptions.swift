import ArgumentParser

/// Which host is meant.
struct HostOptions: ParsableArguments {
    @Option(
        name: .customLong("home"),
        help: ArgumentHelp("The host's home folder (default: $ROOST_HOME, else \(Home.defaultPath)).", valueName: "dir"),
        completion: .directory)
    private var path: String?

    var home: Home { Home(path) }
    var door: Door { Door(home: home) }
}

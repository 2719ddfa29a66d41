import ArgumentParser

/// Everything about making releases and signing them.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Make releases, sign them, and keep the repository that routers get them from.",
        discussion: """
            Works in a publisher's folder, the workshop: publish.toml, keys, and the repository, the only part to be served.

            Examples:
              roost publish init --workshop /srv/roost
              roost publish release --workshop /srv/roost --channel nightly ./tree --id core --version 1.4.0 --arch amd64
              roost publish release --workshop /srv/roost --channel stable core 1.4.0     the same artifact, promoted
              roost publish refresh --workshop /srv/roost                                 before anything expires
              roost publish fetch --url http://localhost/roost --root root.json --channel nightly --into ./got   as a router does

            The workshop is found by --workshop, else $ROOST_WORKSHOP, else it is the current folder.
            """,
        subcommands: [
            PublishInitCommand.self, PublishAddCommand.self, PublishReleaseCommand.self, PublishRefreshCommand.self,
            PublishRotateCommand.self, PublishSignCommand.self, PublishFinishCommand.self, PublishCheckCommand.self,
            PublishFetchCommand.self,
        ])
}

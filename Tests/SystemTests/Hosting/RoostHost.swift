import Glibc
import Support
import Wire

/// The real host program on a home of its own; nothing of it is left when it is let go.
final class RoostHost {
    let folder: TemporaryFolder
    private(set) var process: ServerProcess?
    private var connection: BusClient?
    /// Of killed hosts, which could not remove them.
    private var groups: Set<String> = []
    /// Put before the program's name: what runs it as somebody else, say.
    var prefix: [String] = []
    /// Else the one built beside these tests.
    var program = ServerProgram.ours.path
    /// Variables it gets besides this process's own.
    var environment: [String] = []
    /// As a guard would start it: with this end of a socketpair, and the name of a slot.
    var guarding: (descriptor: Int32, slot: String)?

    /// Shortened so that crash loops take no time.
    static let quickRestarts = "[supervision]\ndelays = [0, 0.02]\n"

    /// Writes the home; nothing runs yet.
    init(_ features: [FeatureManifest] = [], configuration: String = quickRestarts, in home: TemporaryFolder? = nil) throws {
        folder = try home ?? TemporaryFolder("roost")
        // Features that run as others must get through.
        chmod(folder.path, 0o755)
        _ = try folder.makeFolder("plugins")
        try folder.write(configuration, to: "roost.toml")
        for feature in features { try write(feature) }
    }

    /// Starts it and waits until it says that it is ready.
    convenience init(running features: [FeatureManifest], configuration: String = quickRestarts) throws {
        try self.init(features, configuration: configuration)
        try start()
    }

    deinit {
        connection = nil
        if let process, process.isRunning { _ = try? process.stop(within: .seconds(5)) }
        process?.signal(SIGKILL)
        for left in MachineProcess.all(markedBy: folder.path) { kill(left.pid, SIGKILL) }
        for group in groups {
            rmdir(group)
            rmdir(String(group[..<(group.lastIndex(of: "/") ?? group.endIndex)]))
        }
    }

    var home: String { folder.path }
    var socket: String { folder.path("run/bus.sock") }

    // MARK: - Its life

    func start(awaitingReady: Bool = true) throws {
        let words = prefix + [program, "run", "--home", home]
        let guarded = guarding.map { ["ROOST_GUARD_FD=\(ServerProcess.inheritedDescriptor)", "ROOST_SLOT=\($0.slot)"] } ?? []
        process = try ServerProcess(
            words[0], Array(words.dropFirst()), adding: environment + guarded, inheriting: guarding?.descriptor)
        if awaitingReady { try waitUntilReady() }
    }

    func waitUntilReady(within time: Duration = Deadline.patience) throws {
        try running.waitForLine("ready", within: time)
    }

    /// As a power cut would: it cannot tidy up.
    func killHost() throws {
        connection = nil
        let process = try running
        groups.formUnion(MachineProcess.all(markedBy: home).flatMap(\.hostGroups))
        process.signal(SIGKILL)
        _ = try process.waitForEnd()
        self.process = nil
    }

    func stop(by signal: Int32 = SIGTERM, within time: Duration = Deadline.patience) throws -> ServerProcess.End? {
        connection = nil
        let process = try running
        process.signal(signal)
        return try process.waitForEnd(within: time)
    }

    var running: ServerProcess {
        get throws {
            guard let process else { throw DeadlinePassed(waitingFor: "a host that was never started") }
            return process
        }
    }

    // MARK: - Its words

    /// A connection of this test's own, kept open; a host that is just starting may not listen yet, one behind a guard may be another.
    func bus() throws -> BusClient {
        if connection?.isEnded == true { connection = nil }
        if connection == nil {
            try Deadline.wait(for: "somebody to listen on \(socket)") {
                try running.requireRunning()
                connection = exists(socket) ? try? BusClient(path: socket) : nil
                return connection != nil
            }
        }
        return connection!
    }

    /// What `roost <arguments> --home HOME` does, from beginning to end.
    func roost(_ arguments: String..., within time: Duration = Deadline.patience) throws -> CommandResult {
        try CommandResult(of: ServerProgram.ours.path, arguments + ["--home", home], within: time)
    }

    func status() throws -> JSON { try bus().ask("kernel.status") }

    func feature(_ id: String) throws -> FeatureView {
        let features = try status()["features"]?.array ?? []
        guard let found = features.first(where: { $0["id"]?.string == id }) else { return .missing(id) }
        return FeatureView(found)
    }

    /// Asks again and again until the feature is as wanted.
    @discardableResult
    func wait(
        for id: String, to be: String, within time: Duration = Deadline.patience, until condition: (FeatureView) -> Bool
    ) throws -> FeatureView {
        var last = try feature(id)
        do {
            try Deadline.wait(for: "'\(id)' to \(be)", within: time, every: .milliseconds(10)) {
                last = try feature(id)
                return condition(last)
            }
        } catch let error as DeadlinePassed {
            throw DeadlinePassed(waitingFor: "\(error.waitingFor); it is \(last); log: \(log(of: id).suffix(1500))")
        }
        return last
    }

    @discardableResult
    func wait(for id: String, toBe state: String, within time: Duration = Deadline.patience) throws -> FeatureView {
        try wait(for: id, to: "be \(state)", within: time) { $0.state == state }
    }

    /// All that is kept of what it wrote.
    func log(of id: String) -> String {
        ["3", "2", "1", "current"].map { folder.read("logs/\(id)/\($0)") }.joined()
    }

    // MARK: - Its manifests

    func write(_ feature: FeatureManifest) throws { try writeManifest(Array(feature.text.utf8), of: feature.id) }

    func writeManifest(_ text: [UInt8], of id: String) throws {
        mkdir(folder.path("plugins/\(id)"), 0o755)
        try writeFile(text, to: "plugins/\(id)/plugin.toml")
    }

    func writeFile(_ bytes: [UInt8], to name: String) throws {
        guard let file = fopen(folder.path(name), "w") else { throw SystemError("fopen \(name)") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw SystemError("fwrite \(name)") }
    }

    func removeManifest(of id: String) {
        unlink(folder.path("plugins/\(id)/plugin.toml"))
        rmdir(folder.path("plugins/\(id)"))
    }
}

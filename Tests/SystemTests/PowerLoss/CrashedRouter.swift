import Glibc
import Support
import Wire

/// A real host with all its plugins in a world of its own, where every process ends at one instant, as when the power goes.
final class CrashedRouter {
    let version: NewVersion
    let host: RoostHost
    let stock: ReleasedVersions.Stock
    let steps: StepCounter
    private var world: ProcessWorld?
    /// Reports of what was done before the update that is judged.
    private(set) var earlier: Set<String> = []

    static let plugins = ["journal", "channels", "update", "report"]

    /// With version 1 installed; nothing runs yet.
    init(_ version: NewVersion, from stock: ReleasedVersions.Stock) throws {
        (self.version, self.stock) = (version, stock)
        host = try RoostHost()
        host.program = Binaries.preloadable
        steps = try StepCounter(host.folder.path("steps"))
        let folder = host.folder
        for plugin in Self.plugins {
            try host.install(plugin: plugin)
            let name = "plugins/\(plugin)/plugin.toml"
            let counted = "\n[environment]\nLD_PRELOAD = \"\(stock.stops.path)\"\nCRASH_STEPS = \"\(folder.path("steps"))\"\n"
            try folder.write(folder.read(name) + counted, to: name)
        }
        try folder.write(
            "[repository]\nurl = \"\(stock.url)\"\n[limits]\ndisk-reserve = \"1M\"\n[validation]\nwithin = 12\n",
            to: "policy.toml")
        let webhook = "[[sink]]\nkind = \"webhook\"\nurl = \"\(stock.receiver.url)\"\nsecret = \"0123456789abcdef\"\n"
        try folder.write("[[sink]]\nkind = \"file\"\npath = \"\(folder.path("reports"))\"\n\(webhook)", to: "report.toml")
        try folder.write(stock.root, to: "trust/root.json")
        for name in ["slots", "data"] { _ = try folder.makeFolder(name) }
        for part in version.parts {
            _ = try CommandResult(of: "cp", ["-a", stock.tree(of: part, isNew: false), place(of: part)])
        }
        for feature in features {
            _ = try folder.makeFolder("data/\(feature)")
            _ = try CommandResult(of: "cp", [stock.book, book(of: feature).path])
        }
        guard version.isCore else { return }
        symlink("a", folder.path("slots/current"))
        for (name, text) in UpdatePart(features[0]).tree("1.0.0") {
            try folder.write(text, to: "plugins/\(features[0])/\(name)", mode: 0o755)
        }
    }

    /// With a database each: those that are updated, or one that lives beside the runtime that is.
    var features: [String] { version.isCore ? ["neighbour"] : version.parts.map(\.id) }

    func book(of feature: String) -> Book { Book(path: host.folder.path("data/\(feature)/book.db")) }

    /// Where its files are.
    func place(of part: UpdatePart) -> String { host.folder.path(part.isCore ? "slots/a" : "plugins/\(part.id)") }

    // MARK: - Its life

    /// Whoever is not ready in time is seen by the judgement. Each life has a world of its own: in some kernels nothing is born any more
    /// in one that ended at once.
    func start() throws {
        let world = try ProcessWorld()
        host.prefix = world.prefix + (version.isCore ? guarding : [])
        try host.start(awaitingReady: false)
        self.world = world
    }

    /// The guard starts the host as it sees fit.
    private var guarding: [String] {
        ["sh", "-c", "exec '\(GuardedHome.program)' --home '\(host.home)' --factory '\(host.home)/factory'", "sh"]
    }

    func waitUntilReady(running version: String = "1.0.0") throws {
        var missing: [String] = []
        do {
            try Deadline.wait(for: "all to be ready", within: .seconds(60), every: .milliseconds(100)) {
                let features = ask("kernel.status")?["features"]?.array?.map(FeatureView.init) ?? []
                missing = (Self.plugins + self.features).filter { id in !features.contains { $0.id == id && $0.state == "ready" } }
                missing += self.features.filter { id in !features.contains { $0.id == id && $0.version == version } }
                return missing.isEmpty
            }
        } catch {
            throw DeadlinePassed(waitingFor: "\(missing) to be ready as \(version); \(host.log(of: missing.first ?? "").suffix(1500))")
        }
    }

    /// When this returns, nothing of it is left but its files.
    func cutPower() throws {
        world?.cutPower()
        try host.killHost()
        try waitUntilNothingRuns()
    }

    /// What a host that was asked to end leaves running never goes.
    func stop() throws {
        _ = try host.stop()
        try waitUntilNothingRuns()
    }

    private func waitUntilNothingRuns() throws {
        try Deadline.wait(for: "the end of all that ran in \(host.home)", every: .milliseconds(1)) { world?.isEmpty ?? true }
    }

    /// How many processes there are of each feature.
    var processes: [String: Int] {
        let ids = MachineProcess.all(markedBy: host.home).compactMap { process in
            process.environment.first { $0.hasPrefix("ROOST_FEATURE=") }.map { String($0.dropFirst(14)) }
        }
        return Dictionary(grouping: ids) { $0 }.mapValues(\.count)
    }

    // MARK: - Its words

    /// Nil where nobody answers: just started, or not there.
    func ask(_ subject: String, _ body: JSON = [:], within time: Duration = Deadline.patience) -> JSON? {
        try? host.bus().ask(subject, body, within: time)
    }

    /// Starts it, and does what comes before the update: what each feature's database holds then.
    func prepare() throws -> [String: Book.Seen] {
        try start()
        try waitUntilReady()
        let old = try features.map { try book(of: $0).pulses() }
        if version == .returning {
            try say("update.run", ids)
            try Deadline.wait(for: "version 2", within: .seconds(60), every: .milliseconds(100)) { history?.isEmpty == false && isAtRest }
            try waitUntilReady(running: "2.0.0")
            earlier = Set(history?.compactMap { $0["id"]?.string } ?? [])
        }
        let seen = try zip(features, old).map { ($0, Book.Seen(old: $1, all: try book(of: $0).pulses())) }
        return Dictionary(uniqueKeysWithValues: seen)
    }

    /// Whether it has begun when the power goes, the journal knows.
    func beginUpdate() throws {
        if version == .returning { return try say("update.rollback", ["id": .string(features[0])]) }
        try say("update.run", ids)
    }

    private var ids: JSON { ["ids": .array(version.parts.map { .string($0.id) })] }

    func say(_ subject: String, _ body: JSON) throws { try host.bus().publish(subject, body.bytes) }

    /// The id of the update that was written down; nil if none was.
    func recordedUpdate() throws -> String? {
        try stream("update").compactMap { $0["lifecycle"]?["id"]?.string ?? $0["ending"]?["report"]?["id"]?.string }
            .first { !earlier.contains($0) }
    }

    /// It has a report. One that stands still at a step has nothing to say.
    func hasEnded(within time: Duration = Deadline.patience) -> Bool {
        (ask("update.history", within: time)?["reports"]?.array?.count ?? 0) > earlier.count
    }

    /// Of the update under way.
    var stage: String? { ask("update.status")?["update"]?["stage"]?.string }

    /// Nothing is updated.
    var isAtRest: Bool { ask("update.status").map { ($0["update"] ?? .null) == .null } ?? false }

    var history: [JSON]? { ask("update.history")?["reports"]?.array }

    /// All that a stream holds.
    func stream(_ name: String) throws -> [JSON] {
        var (entries, last) = ([JSON](), Int64(0))
        while true {
            let page = try host.bus().ask("journal.read", ["stream": .string(name), "after": .integer(last)])["events"]?.array ?? []
            guard let sequence = page.last?["sequence"]?.integer else { return entries }
            (entries, last) = (entries + page.compactMap { $0["event"] }, sequence)
        }
    }

    // MARK: - Its files

    /// Every path in the home, but what grows and shrinks by itself.
    func listing() throws -> Set<String> {
        let result = try CommandResult(of: "find", [host.home, "-mindepth", "1", "-printf", "%P %y\n"])
        return Set(result.output.split(separator: "\n").map(String.init).filter { !Self.isVolatile($0) })
    }

    private static func isVolatile(_ path: String) -> Bool {
        ["logs/", "state/"].contains { path.hasPrefix($0) } || ["-wal f", "-shm f"].contains { path.hasSuffix($0) }
            || path.hasPrefix("reports ")
    }
}

extension CrashedRouter {
    /// The same, once nothing is removed in the background any more, and nothing is left that an update needs only while it lasts.
    func settledListing() throws -> Set<String> {
        var last = try listing()
        try Deadline.wait(for: "an orderly home", every: .milliseconds(300)) {
            let (found, before) = (try listing(), last)
            last = found
            return found == before
                && !found.contains { path in
                    path.contains("/.roost-") || path.hasPrefix("data/update/staging/") || path == "data/update/reserve f"
                }
        }
        return last
    }
}

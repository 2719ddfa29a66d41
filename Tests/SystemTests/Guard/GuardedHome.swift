import Glibc
import Support

/// A home with slots, and the real guard that watches it; nothing of it is left when it is let go.
final class GuardedHome {
    let folder: TemporaryFolder
    private let home: String
    private let factory: String
    private(set) var process: ServerProcess?

    static let program = Binaries.guardian

    /// Slots without a stand-in have no program.
    init(a: StandIn? = nil, b: StandIn? = nil, factory: StandIn? = nil, current: String? = "a", in folder: TemporaryFolder? = nil) throws {
        self.folder = try folder ?? TemporaryFolder("guard")
        home = self.folder.path
        self.factory = "\(home)/factory"
        for name in ["slots", "slots/a", "slots/b", "factory"] { _ = try self.folder.makeFolder(name) }
        for (place, standIn) in [("slots/a", a), ("slots/b", b), ("factory", factory)] {
            if let standIn { try install(standIn, in: place) }
        }
        if let current { symlink(current, path("current")) }
    }

    deinit {
        if let process, process.isRunning { _ = try? process.stop(within: .seconds(5)) }
        process?.signal(SIGKILL)
        // By what they were started with, never by the numbers they wrote: those may be of another namespace.
        for left in MachineProcess.all(holding: "ROOST_TEST=\(home)") { kill(left.pid, SIGKILL) }
    }

    /// Of something in `slots`.
    func path(_ name: String) -> String { "\(home)/slots/\(name)" }

    func install(_ standIn: StandIn, in place: String) throws {
        if !exists("\(home)/\(place)/bin") { _ = try folder.makeFolder("\(place)/bin") }
        try folder.write(standIn.script(home: home), to: "\(place)/bin/roost", mode: 0o755)
    }

    // MARK: - The guard

    func start(_ options: String..., environment: [String] = [], prefix: [String] = []) throws {
        let words = prefix + [Self.program, "--home", home, "--factory", factory] + options
        process = try ServerProcess(
            words[0], Array(words.dropFirst()), environment: ["PATH=/usr/bin:/bin", "ROOST_TEST=\(home)"] + environment)
    }

    /// What it does and says when it does not watch.
    func run(_ task: String) throws -> CommandResult {
        try CommandResult(of: Self.program, [task, "--home", home, "--factory", factory])
    }

    var words: String { process?.errors ?? "" }

    func waitForWords(_ words: String, within time: Duration = Deadline.patience) throws {
        try Deadline.wait(for: "'\(words)' in: \(self.words)", within: time) { self.words.contains(words) }
    }

    func stop() throws -> ServerProcess.End? { try process?.stop() }

    // MARK: - Its kernels

    struct Start: Equatable {
        let slot: String
        let pid: Int32
        let arguments: String
    }

    /// Every start so far, whole lines only.
    var starts: [Start] {
        folder.read("starts").split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, let pid = Int32(words[1]) else { return nil }
            return Start(slot: String(words[0]), pid: pid, arguments: String(words[2]))
        }
    }

    var slotsStarted: [String] { starts.map(\.slot) }

    /// The start of that number, counted from 1.
    @discardableResult
    func waitForStart(_ number: Int, within time: Duration = Deadline.patience) throws -> Start {
        try Deadline.wait(for: "start \(number) after \(slotsStarted); \(words)", within: time) { starts.count >= number }
        return starts[number - 1]
    }

    // MARK: - Its files

    var current: String {
        var target = [CChar](repeating: 0, count: 16)
        let length = max(0, readlink(path("current"), &target, target.count))
        return String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A trial of b, coming from a, of transaction 7.
    func arm(deadline: Int = 60, attempts: Int = 0, boot: String = "-", started: String = "-") throws {
        let lines = [
            "roost-trial 1", "transaction 7", "previous a", "slot b", "deadline \(deadline)", "attempts \(attempts)", "boot \(boot)",
            "started \(started)",
        ]
        try folder.write(Self.summed(lines), to: "slots/trial")
    }

    /// The value of a key in a file whose checksum fits; nil if there is no such file.
    func value(_ key: String, of name: String) -> String? {
        let text = readText(path(name))
        let lines = text.split(separator: "\n").map(String.init)
        guard Self.summed(lines.dropLast()) == text else { return nil }
        return lines.first { $0.hasPrefix(key + " ") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// Written anew for these tests, from the format's description: CRC-32 with the table everybody uses.
    static func summed(_ lines: [String]) -> String {
        let body = lines.map { $0 + "\n" }.joined()
        let table = (0..<256 as Range<UInt32>).map { start in
            (0..<8).reduce(start) { rest, _ in rest & 1 == 0 ? rest >> 1 : 0xEDB8_8320 ^ (rest >> 1) }
        }
        let sum = ~body.utf8.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
        let digits = String(sum, radix: 16)
        return body + "crc32 " + String(repeating: "0", count: 8 - digits.count) + digits + "\n"
    }
}

import Glibc

/// A program under test, with its output in files; it and everything in its process group end when it is let go.
public final class ServerProcess {
    public enum End: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    public let pid: Int32
    public private(set) var end: End?
    private let folder: TemporaryFolder

    /// The number that an inherited descriptor has in the program.
    public static let inheritedDescriptor = Spawning.inheritedDescriptor

    /// Starts in a process group of its own, with a clear signal mask and standard input from /dev/null.
    public init(
        _ executable: String, _ arguments: [String], environment: [String]? = nil, adding additions: [String] = [],
        inheriting descriptor: Int32? = nil
    ) throws {
        folder = try TemporaryFolder("server")
        let spawning = Spawning(
            executable: executable, arguments: arguments, environment: environment, additions: additions, descriptor: descriptor,
            output: folder.path("output"), errors: folder.path("errors"))
        pid = try spawning.run()
    }

    /// Starts on a terminal, which shows all it says.
    public init(_ executable: String, _ arguments: [String], on terminal: PseudoTerminal) throws {
        folder = try TemporaryFolder("server")
        let path = terminal.path
        let spawning = Spawning(
            executable: executable, arguments: arguments, input: path, output: path, errors: path, leadsSession: true)
        pid = try spawning.run()
    }

    deinit {
        Glibc.kill(-pid, SIGKILL)
        if end == nil { waitpid(pid, nil, 0) }
    }

    public var output: String { folder.read("output") }
    public var errors: String { folder.read("errors") }

    /// Waits until a whole line of standard output says this.
    public func waitForLine(_ line: String, within time: Duration = Deadline.patience) throws {
        try Deadline.wait(for: "the line '\(line)'", within: time) {
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if lines.contains(Substring(line)) { return true }
            try requireRunning()
            return false
        }
    }

    public func signal(_ number: Int32) { Glibc.kill(pid, number) }

    public var isRunning: Bool {
        guard end == nil else { return false }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return true }
        end = status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
        return false
    }

    public func requireRunning() throws {
        guard isRunning else { throw ServerEnded(end: end, errors: errors) }
    }

    public func waitForEnd(within time: Duration = Deadline.patience) throws -> End? {
        try Deadline.wait(for: "the end of process \(pid)", within: time) { !isRunning }
        return end
    }

    /// Asks it to end, and waits until it has.
    public func stop(within time: Duration = Deadline.patience) throws -> End? {
        signal(SIGTERM)
        return try waitForEnd(within: time)
    }
}

/// The program ended while a test still needed it.
public struct ServerEnded: Error, CustomStringConvertible {
    public let end: ServerProcess.End?
    public let errors: String

    public init(end: ServerProcess.End?, errors: String) {
        self.end = end
        self.errors = errors
    }

    public var description: String { "ended too early (\(end.map { "\($0)" } ?? "?")): \(errors.suffix(2000))" }
}

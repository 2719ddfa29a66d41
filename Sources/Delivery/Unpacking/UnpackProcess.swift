import Glibc
import Release
import Wire

/// Carries out an order in a process of its own and waits for its end. What it prints is why it failed.
struct UnpackProcess {
    static let name = "roost-unpack"
    private static let longestReport = 16 << 10
    /// How soon a cancelled task ends it, in milliseconds.
    private static let patience: Int32 = 200

    private let order: UnpackOrder
    private let pid: pid_t
    private let output: Int32

    static func run(_ order: UnpackOrder, by program: String) throws(ReleaseFailure) -> ReleaseManifest {
        let process = try UnpackProcess(order, program)
        let report = process.report()
        let status = process.end()
        guard status == 0 else { throw process.failure(status, report) }
        return try ReleaseTree(order.folder).manifest()
    }

    /// (pipe, posix_spawn)
    private init(_ order: UnpackOrder, _ program: String) throws(ReleaseFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(code: errno, doing: "make a pipe to", path: Self.name) }
        defer { close(ends[1]) }
        // Another child must not hold its other end open: this one's end is how it is known to be done.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (code, pid) = Self.spawn(program, [Self.name] + order.arguments, output: ends[1])
        guard code == 0 else {
            close(ends[0])
            throw .system(code: code, doing: "start", path: program)
        }
        (self.order, self.pid, output) = (order, pid, ends[0])
    }

    private static func spawn(_ program: String, _ arguments: [String], output: Int32) -> (code: Int32, pid: pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var argv = arguments.map { strdup($0) } + [nil]
        // Its death is told by its status; a backtrace would cost more memory than its work.
        var environment = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        return (posix_spawn(&pid, program, &actions, &attributes, &argv, &environment), pid)
    }

    /// All it says until it ends, up to a bound; it is killed if nobody waits for it any more. (poll, read)
    private func report() -> [UInt8] {
        var report: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, Self.patience) == 0 {
                if Task.isCancelled { kill(pid, SIGKILL) }
                continue
            }
            let count = read(output, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return report }
            if report.count < Self.longestReport { report += piece[..<count] }
        }
    }

    /// Its status; one that somebody else took is as good as a failure. (waitpid)
    private func end() -> Int32 {
        close(output)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) != pid {
            guard errno == EINTR else { return Int32.max }
        }
        return status
    }

    private func failure(_ status: Int32, _ report: [UInt8]) -> ReleaseFailure {
        if Task.isCancelled { return .cancelled }
        if let json = try? JSON(parsing: report), let failure = ReleaseFailure(json) { return failure }
        let how = status & 0x7f == 0 ? "ended with status \(status >> 8 & 0xff)" : "was killed by signal \(status & 0x7f)"
        return .artifact(place: order.artifact, why: "the process that unpacked it \(how)")
    }
}

import Files
import Glibc

/// A child at work on a database, from its start until it is reaped.
final class DatabaseProcess {
    enum End: Equatable {
        case said(DatabaseReport)
        /// It ended without a last word.
        case gone
        case silent
        case late
        /// Nobody wants it any more.
        case recalled
    }

    private let pid: pid_t
    private let output: Int32
    private var received: [UInt8] = []

    /// - Parameter folders: the child's descriptors from 3 on. (posix_spawn)
    init(program: String, arguments: [String], folders: [OpenFolder], shown: String) throws(OperationFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .last("make a pipe for", shown) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        output = ends[0]
        do throws(OperationFailure) {
            pid = try Self.spawn(program, arguments, output: ends[1], folders, shown)
        } catch {
            close(ends[0])
            throw error
        }
    }

    deinit {
        kill(pid, SIGKILL)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        close(output)
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, _ folders: [OpenFolder], _ shown: String
    ) throws(OperationFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // Out of the way first: a folder's own number may be one that another is to get.
        let high = folders.map { fcntl($0.descriptor, F_DUPFD_CLOEXEC, 64) }
        defer { for descriptor in high where descriptor >= 0 { close(descriptor) } }
        guard high.allSatisfy({ $0 >= 0 }) else { throw .last("hand over the folder of", shown) }
        for (index, descriptor) in high.enumerated() { posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(3 + index)) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // The journal ignores broken pipes, and what is ignored is inherited; its child is to end by one.
        var broken = sigset_t()
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &broken)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var argv = arguments.map { strdup($0) } + [nil]
        // A death in here needs no backtrace.
        var environment = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, program, &actions, &attributes, &argv, &environment)
        guard code == 0 else { throw .system(code: code, doing: "start \(program) for", name: shown) }
        return pid
    }

    /// How soon a recall is heard, in milliseconds.
    private static let glance: Int64 = 100

    /// Waits for its last word, and no longer than both bounds allow; milliseconds.
    func watch(silence: Int64, deadline: Int64, _ recall: Recall) -> End {
        let began = Self.now()
        var heard = began
        var last: DatabaseReport?
        while true {
            let now = Self.now()
            if recall.isCalled { return .recalled }
            if now - began >= deadline { return .late }
            if now - heard >= silence { return .silent }
            var interest = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&interest, 1, Int32(clamping: min(Self.glance, silence - (now - heard), deadline - (now - began)))) > 0 else {
                continue
            }
            guard receive() else { return last.map(End.said) ?? .gone }
            while let report = nextReport() {
                heard = Self.now()
                if report != .beat { last = report }
            }
        }
    }

    /// False at the end. Who writes without ends of line is cut off.
    private func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(output, &chunk, chunk.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return true }
        guard count > 0, received.count <= DatabaseReport.maximumLine else { return false }
        received += chunk[..<count]
        return true
    }

    private func nextReport() -> DatabaseReport? {
        guard let end = received.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { received.removeFirst(end + 1) }
        return DatabaseReport(line: String(decoding: received[..<end], as: UTF8.self)) ?? .beat
    }

    /// Milliseconds of a clock that nobody sets. (clock_gettime)
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

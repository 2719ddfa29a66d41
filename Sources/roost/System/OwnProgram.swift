import Glibc
import Launch

/// This same executable under another of its names.
enum OwnProgram {
    /// All it prints on standard output, however it ends; its standard error is thrown away. (posix_spawn)
    static func output(_ arguments: [String]) throws(CommandFailure) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CommandFailure("no pipe: \(SystemError.last.words)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let result = spawn(arguments, output: ends[1])
        close(ends[1])
        guard case .success(let pid) = result else { throw CommandFailure("cannot execute /proc/self/exe; is /proc mounted?") }
        let output = readAll(ends[0])
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        return output
    }

    private static func spawn(_ arguments: [String], output: Int32) -> Result<pid_t, CommandFailure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var argv = arguments.map { strdup($0) } + [nil]
        // An expected death needs no backtrace.
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        var environment = [strdup("SWIFT_BACKTRACE=enable=no"), strdup("PATH=\(path)"), nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, "/proc/self/exe", &actions, nil, &argv, &environment)
        return code == 0 ? .success(pid) : .failure(CommandFailure(String(cString: strerror(code))))
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return output }
            output += buffer[..<count]
        }
    }
}

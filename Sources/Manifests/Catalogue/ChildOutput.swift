import Glibc

/// What this same program prints when it is run with other arguments.
enum ChildOutput {
    /// All of its standard output, as far as it came; its standard error is thrown away. (posix_spawn)
    static func of(_ arguments: [String]) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return [] }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let pid = spawn(arguments, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard let pid else { return [] }
        let output = readAll(ends[0])
        while waitpid(pid, nil, 0) < 0 && errno == EINTR {}
        return output
    }

    private static func spawn(_ arguments: [String], output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var argv = arguments.map { strdup($0) } + [nil]
        // An expected death needs no backtrace.
        var environment = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, "/proc/self/exe", &actions, nil, &argv, &environment) == 0 ? pid : nil
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return output }
            output += buffer[..<count]
        }
    }
}

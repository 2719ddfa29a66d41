import Glibc

/// What this same program prints when it is run with other arguments.
enum ChildOutput {
    /// Nothing is known of what it would have said: it was not started, or ended by others.
    struct Failure: Error {
        let words: String
    }

    /// All of its standard output; if it died of a fault of its own, as far as it came. Its standard error is thrown away.
    /// (posix_spawn, waitpid)
    static func of(_ arguments: [String]) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(words: "no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let spawned = Result { () throws(Failure) in try spawn(arguments, output: ends[1]) }
        close(ends[1])
        let pid = try spawned.get()
        let output = readAll(ends[0])
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return (output, try isWhole(status))
    }

    /// What the parser dies of. A KILL comes from elsewhere: from a machine out of memory, say.
    private static let faults = [SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE]

    /// `status`: as waitpid tells it.
    private static func isWhole(_ status: Int32) throws(Failure) -> Bool {
        if status == 0 { return true }
        if faults.contains(status & 0x7F) { return false }
        throw Failure(words: status & 0x7F == 0 ? "status \(status >> 8)" : "killed by signal \(status & 0x7F)")
    }

    private static func spawn(_ arguments: [String], output: Int32) throws(Failure) -> pid_t {
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
        let code = posix_spawn(&pid, "/proc/self/exe", &actions, nil, &argv, &environment)
        guard code == 0 else { throw Failure(words: "cannot be started: \(String(cString: strerror(code)))") }
        return pid
    }

    /// Of an array that nobody else has. (explicit_bzero)
    static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
        }
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        output.reserveCapacity(buffer.count)
        defer { wipe(&buffer) }
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return output }
            output += buffer[..<count]
        }
    }
}

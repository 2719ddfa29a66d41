import Glibc

/// How to start a program for a test.
struct Spawning {
    var executable: String
    var arguments: [String]
    var environment: [String]?
    /// More variables than these.
    var additions: [String] = []
    /// Of this process, to be `inheritedDescriptor` in the other.
    var descriptor: Int32?
    var input = "/dev/null"
    var output: String
    var errors: String
    /// A terminal that the leader of a session opens controls it.
    var leadsSession = false

    static let inheritedDescriptor: Int32 = 9

    func run() throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)

        if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, Self.inheritedDescriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        // POSIX_SPAWN_SETSID is behind _GNU_SOURCE. The leader of a session leads its group too.
        let place = leadsSession ? 0x80 : Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(&attributes, Int16(place | Int32(POSIX_SPAWN_SETSIGMASK)))

        return try withStrings([executable] + arguments) { argv throws(SystemError) in
            try withStrings((environment ?? inherited) + additions) { envp throws(SystemError) in
                var pid = pid_t()
                let code = posix_spawnp(&pid, executable, &actions, &attributes, argv, envp)
                guard code == 0 else { throw SystemError("start \(executable)", code: code) }
                return pid
            }
        }
    }

    private var inherited: [String] {
        var all: [String] = []
        var entry = environ
        while let text = entry.pointee {
            all.append(String(cString: text))
            entry += 1
        }
        return all
    }
}

/// C's array of C strings, for the length of a call.
private func withStrings<T>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws(SystemError) -> T
) throws(SystemError) -> T {
    let copies = strings.map { strdup($0) }
    defer {
        for copy in copies { free(copy) }
    }
    return try body(copies + [nil])
}

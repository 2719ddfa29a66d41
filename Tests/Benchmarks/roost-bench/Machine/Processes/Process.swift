import Glibc

/// A child of ours: its stdin and stdout are pipes to us, its stderr ours or a file. Killed, if it still runs, with its owner.
final class Process {
    let pid: pid_t
    private let input: Int32
    private let output: Int32
    private var heard: [UInt8] = []
    private var hasEnded = false
    private var status: Int32 = -1

    /// posix_spawn
    init(_ command: [String], errorsTo errorFile: String? = nil) throws(BenchFailure) {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw .cannot("no pipe left") }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        if let errorFile { posix_spawn_file_actions_addopen(&actions, 2, errorFile, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
        let result = Process.spawn(command, &actions)
        close(toChild[0])
        close(fromChild[1])
        input = toChild[1]
        output = fromChild[0]
        pid = result.pid
        if result.code != 0 { hasEnded = true }
        guard result.code == 0 else { throw .cannot("\(command[0]): \(String(cString: strerror(result.code)))") }
    }

    private static func spawn(_ command: [String], _ actions: inout posix_spawn_file_actions_t) -> (code: Int32, pid: pid_t) {
        let environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"]
        var words = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, command[0], &actions, nil, &words, &variables)
        return (code, pid)
    }

    deinit {
        end(signal: SIGKILL)
        close(input)
        close(output)
    }

    func tell(_ line: String) {
        say(line + "\n", to: input)
    }

    /// The next line of its stdout, or nil once the time is over or it has nothing more to say.
    func line(within seconds: Double) -> String? {
        let deadline = nanoseconds() + Int(seconds * 1e9)
        while true {
            if let end = heard.firstIndex(of: UInt8(ascii: "\n")) {
                defer { heard.removeSubrange(...end) }
                return String(decoding: heard[..<end], as: UTF8.self)
            }
            guard hearMore(until: deadline) else { return nil }
        }
    }

    private func hearMore(until deadline: Int) -> Bool {
        var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        let left = max(0, (deadline - nanoseconds()) / 1_000_000)
        guard poll(&waiting, 1, Int32(left)) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let got = read(output, &chunk, chunk.count)
        guard got > 0 else { return false }
        heard += chunk[..<got]
        return true
    }

    var isRunning: Bool {
        if !hasEnded, waitpid(pid, &status, WNOHANG) == pid { hasEnded = true }
        return !hasEnded
    }

    /// It has ended, by itself and with status 0.
    var succeeded: Bool { !isRunning && status == 0 }

    /// Signals it and waits; false if it had to be killed after that many seconds.
    @discardableResult
    func end(signal: Int32 = SIGTERM, within seconds: Double = 10) -> Bool {
        guard isRunning else { return true }
        kill(pid, signal)
        if wait(seconds: seconds, until: { !isRunning }) { return true }
        kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
        hasEnded = true
        return false
    }
}

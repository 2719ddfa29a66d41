import Foundation
import Support

/// A process of the built `roost` under one of its inner names, with its output in a file; killed if a test forgets it.
final class RealProcess {
    enum End: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    let pid: pid_t
    private let folder: TemporaryFolder
    private var reaped: End?

    init(_ name: String, _ arguments: [String], environment: [String] = ["PATH=/usr/bin:/bin:/usr/sbin:/sbin"]) throws {
        folder = try TemporaryFolder.open()
        let link = "\(folder.path)/\(name)"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Binaries.roost)
        pid = try Self.spawn(link, arguments, environment, output: "\(folder.path)/output")
    }

    deinit {
        if reaped == nil {
            kill(pid, SIGKILL)
            _ = wait()
        }
    }

    /// Standard output and standard error, as they came.
    var output: String { folder.text("output") ?? "" }

    func wait() -> End {
        if let reaped { return reaped }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let end: End = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
        reaped = end
        return end
    }

    private static func spawn(_ path: String, _ arguments: [String], _ environment: [String], output: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o666)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup($0) } + [nil]
        defer { for word in words + settings { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, path, &actions, nil, &words, &settings)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
        return pid
    }
}

/// Starts `roost-launch`, and waits for it if asked.
func launch(_ arguments: String...) throws -> RealProcess { try RealProcess("roost-launch", ["--feature", "probe"] + arguments) }

func outcome(_ arguments: String...) throws -> (end: RealProcess.End, output: String) {
    let process = try RealProcess("roost-launch", ["--feature", "probe"] + arguments)
    return (process.wait(), process.output)
}

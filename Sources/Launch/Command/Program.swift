import Files
import Glibc

/// The program a launcher becomes, with its arguments; found like a shell finds it, but failing in words.
struct Program {
    private let arguments: [String]
    private let candidates: [String]

    /// Looks up `PATH` now, files not before `execute`.
    init(_ arguments: [String]) {
        self.arguments = arguments
        let name = arguments[0]
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/sbin:/usr/bin:/sbin:/bin"
        candidates = FilePath(name).isOneName ? path.split(separator: ":").map { "\($0)/\(name)" } : [name]
    }

    /// Replaces this process; comes back only with a failure: execve.
    func execute(as user: String?) throws(LaunchFailure) -> Never {
        // Kernels before 5.11 lack this; there the host's own close-on-exec flags have to do.
        try? LinuxCall.closeOnExec(from: 4)
        var vector = arguments.map { strdup($0) } + [nil]
        defer { for word in vector { free(word) } }
        CarriedVariables.unwrap()
        var refused = SystemError(code: ENOENT)
        for candidate in candidates {
            execve(candidate, &vector, environ)
            let error = SystemError.last
            if error.code != ENOENT && error.code != ENOTDIR { refused = error }
        }
        throw failure(refused, user ?? "the host's user")
    }

    private func failure(_ error: SystemError, _ user: String) -> LaunchFailure {
        let name = arguments[0]
        switch error.code {
        case ENOENT where access(candidates.first ?? name, F_OK) == 0:
            return .exec(
                "cannot run \(name): the interpreter or loader it names is missing",
                remedy: "install that, or correct the first line of the file")
        case ENOENT:
            return .exec("cannot run \(name): no such file", remedy: "correct 'exec' in its manifest, or install it")
        case EACCES:
            return .exec(
                "cannot run \(name): \(user) may not",
                remedy: "chmod +x it, let that user pass the folders above, and list it under 'read' if there is a sandbox")
        case ENOEXEC:
            return .exec(
                "cannot run \(name): it is no program for this machine",
                remedy: "build it for this processor, or begin the script with a #! line")
        case EAGAIN:
            return .exec("cannot run \(name): \(user) has all the processes it may", remedy: "raise 'processes' in the manifest")
        default:
            return .exec("cannot run \(name) (\(error.words))", remedy: "see execve(2)")
        }
    }
}

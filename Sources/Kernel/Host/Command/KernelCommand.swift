import EventLoop
import Files
import Glibc
import Launch
import Manifests
import Wire

/// `roost-kernel --home DIR --configuration-fd N`: the kernel's process, in the foreground until SIGTERM or SIGINT.
///
/// `roost run` has read the configuration and become this program, so that the memory which parsing took is gone.
public enum KernelCommand {
    /// 0 after a clean stop, 1 when the host could not start, 2 for a wrong call.
    public static func run(arguments: [String]) -> Int32 {
        // A host started from a thread pool would inherit blocked signals and never hear of its children.
        Loop.clearSignalMask()
        let guarded = GuardInheritance.take()
        setenv("UV_THREADPOOL_SIZE", "2", 0)
        guard arguments.count == 4, arguments[0] == "--home", arguments[2] == "--configuration-fd", let number = Int32(arguments[3]) else {
            return fail("usage: roost-kernel --home DIR --configuration-fd N (started by: roost run)", 2)
        }
        guard let configuration = configuration(from: number) else { return fail("the configuration cannot be read", 1) }
        guard let home = realPath(arguments[1]) else {
            return fail("cannot use \(arguments[1]): \(String(cString: strerror(errno)))", 1)
        }
        do throws(HomeLock.Failure) {
            let lock = try HomeLock(folder: home + "/run")
            let status = host(home, configuration, guarded, sweeping: lock.lastHostWasKilled)
            if status == 0 { lock.endedCleanly() }
            return status
        } catch {
            return fail(error.words(home: home), 1)
        }
    }

    private static func host(_ home: String, _ configuration: Configuration, _ guarded: GuardInheritance, sweeping: Bool) -> Int32 {
        raiseOpenFiles()
        let loop = Loop()
        do throws(HostFailure) {
            let host = try Host(home: home, configuration, guarded: guarded, sweeping: sweeping, on: loop)
            host.start { say("ready\n", to: 1) }
            loop.run()
            host.close()
        } catch {
            return fail(error.words, 1)
        }
        loop.close()
        return 0
    }

    /// The JSON text in the descriptor, to its end; the descriptor is closed.
    private static func configuration(from descriptor: Int32) -> Configuration? {
        defer { close(descriptor) }
        guard let text = try? SmallFile.rest(of: descriptor, atMost: 1 << 20, "it"), let json = try? JSON(parsing: text) else { return nil }
        return Configuration(json: json)
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Each feature costs three descriptors: take all that may be had. C function: `setrlimit`.
    private static func raiseOpenFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private static func fail(_ words: String, _ status: Int32) -> Int32 {
        say("roost: \(words)\n", to: 2)
        return status
    }

    private static func say(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}

extension HomeLock.Failure {
    func words(home: String) -> String {
        switch self {
        case .taken(let pid):
            "a host is running on \(home) already (\(pid == 0 ? "just starting" : "pid \(pid)")); stop it first, or use another --home"
        case .cannotOpen(let path, let reason): "cannot open \(path): \(reason); run as a user that may write \(home)"
        }
    }
}

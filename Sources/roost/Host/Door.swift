import Glibc
import Launch
import PluginKit

/// The unix door of a host.
struct Door {
    let home: Home

    /// Runs `body` with a connection to the host's bus, to its end.
    func enter<Output: Sendable>(_ body: sending @escaping (BusConnection) async throws -> Output) throws -> Output {
        let descriptor = try connect()
        do {
            return try Runner.run(connectingTo: .descriptor(descriptor), name: "roost", body)
        } catch let error as BusError {
            throw CommandFailure(error)
        }
    }

    /// Whether anybody listens there.
    var isOpen: Bool {
        guard let descriptor = try? connect() else { return false }
        close(descriptor)
        return true
    }

    /// Done here and not by the loop because the reason decides the exit status. (connect)
    private func connect() throws(CommandFailure) -> Int32 {
        guard var address = sockaddr_un(path: home.socket) else {
            throw CommandFailure("the path \(home.socket) is too long for a socket; use a shorter --home")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw CommandFailure("no socket: \(SystemError.last.words)") }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result != 0 else { return descriptor }
        let failure = refusal(errno)
        close(descriptor)
        throw failure
    }

    private func refusal(_ code: Int32) -> CommandFailure {
        switch code {
        case EACCES, EPERM: CommandFailure("permission denied: \(home.socket) is for root, the host's own user and its admin group")
        case ENOENT, ECONNREFUSED, ENOTDIR:
            if let pid = HostProcess.pid(of: home) {
                CommandFailure("a host runs (pid \(pid)), but its socket \(home.socket) is gone; restart it if it is not new", .noHost)
            } else {
                CommandFailure("no host is running on \(home.path) (no answer at \(home.socket))", .noHost)
            }
        default: CommandFailure("no answer at \(home.socket): \(String(cString: strerror(code)))", .noHost)
        }
    }
}

extension sockaddr_un {
    /// Nil if the path is too long.
    fileprivate init?(path: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &sun_path) { place in
            guard bytes.count < place.count else { return false }
            place.copyBytes(from: bytes)
            return true
        }
        guard fits else { return nil }
    }
}

import Glibc

/// A kernel that runs, and the link to it: one end of a socket pair, the other one is its descriptor 3.
final class KernelProcess {
    let pid: pid_t
    let release: Release
    /// Steady milliseconds.
    let startedAt: Int64
    private(set) var link: Int32
    private var lines = LineBuffer()

    /// C functions: `socketpair`, `posix_spawn`.
    init(_ release: Release, program: String, arguments: [String]) throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try SystemError.check(socketpair(AF_UNIX, type, 0, &ends))
        defer { close(ends[1]) }
        let environment = Environment.forKernel(of: release, link: Spawning.linkDescriptor)
        let spawning = Spawning(program: program, arguments: arguments, environment: environment, link: ends[1])
        do throws(SystemError) {
            pid = try spawning.run()
        } catch {
            close(ends[0])
            throw error
        }
        (self.release, startedAt, link) = (release, Clock.now.steady, ends[0])
    }

    deinit { closeLink() }

    /// What it has said since the last call; nil for a line it should not have said. C function: `recv`.
    func heard() -> [KernelLine?] {
        var said: [KernelLine?] = []
        var chunk = [UInt8](repeating: 0, count: 1024)
        // Bounded: a kernel that floods the link must not keep the guard from its clock.
        for _ in 0..<16 where link >= 0 {
            let count = recv(link, &chunk, chunk.count, Int32(MSG_DONTWAIT))
            if count > 0 { said += lines.take(chunk[..<count]).map { $0.flatMap { KernelLine($0[...]) } } }
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { closeLink() }
            if count < chunk.count { break }
        }
        return said
    }

    /// False if it does not take the line. C function: `send`.
    func tell(_ line: String) -> Bool {
        let bytes = Array((line + "\n").utf8)
        return send(link, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL)) == bytes.count
    }

    func signal(_ number: Int32) { kill(pid, number) }

    func terminate() { signal(SIGTERM) }

    /// With all that is in its process group.
    func killGroup() {
        kill(-pid, SIGKILL)
        signal(SIGKILL)
    }

    private func closeLink() {
        if link >= 0 { close(link) }
        link = -1
    }
}

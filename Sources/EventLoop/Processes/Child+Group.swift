import CLibuv
import Glibc

extension Child {
    /// Whether a process can be started in this version 2 control group: Linux 5.7, no filter that forbids clone3, leave to
    /// write there. One is, and ends at once. (clone3)
    ///
    /// Linux 6.18 kills whoever is born into a group that was killed by `cgroup.kill` more often than its parent's was.
    public static func canBeBorn(into group: String) -> Bool {
        let folder = Glibc.open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { Glibc.close(folder) }
        return roost_can_be_born(folder) != 0
    }

    /// libuv cannot do this: such a child is watched by its pidfd. (clone3 with CLONE_INTO_CGROUP, uv_poll_t)
    static func start(
        _ command: Command, in group: String, _ stdio: [uv_stdio_container_t], _ pipes: [Int: Stream], on loop: Loop,
        exit: @escaping (Exit) -> Void
    ) throws(UVError) -> Child {
        let folder = try Descriptor(made: open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        var process: Int32 = -1
        let pid = try check(start(command, stdio, in: folder, &process))
        let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<uv_poll_t>.size, alignment: 16)
        let poll = memory.bindMemory(to: uv_poll_t.self, capacity: 1)
        let result = uv_poll_init(loop.raw, poll, process)
        guard result == 0 else {
            memory.deallocate()
            giveUp(pid, process)
            throw UVError(code: result)
        }
        let child = Child(memory, pid: pid, pipes: pipes, hasOwnSession: command.newSession, process: process, on: loop, exit: exit)
        uv_poll_start(poll, Int32(UV_READABLE.rawValue), childEnded)
        return child
    }

    private static func start(
        _ command: Command, _ stdio: [uv_stdio_container_t], in folder: borrowing Descriptor, _ process: inout Int32
    ) -> Int32 {
        let arguments = CStrings(command.arguments)
        let environment = CStrings(command.environment)
        let texts = CStrings([command.executable] + (command.directory.map { [$0] } ?? []))
        let descriptors = stdio.map { $0.flags == UV_INHERIT_FD ? $0.data.fd : -1 }
        return descriptors.withUnsafeBufferPointer { descriptors in
            var birth = roost_birth(
                file: texts.pointers[0], directory: texts.pointers[1], arguments: arguments.pointers.baseAddress,
                environment: environment.pointers.baseAddress, descriptors: descriptors.baseAddress,
                count: Int32(descriptors.count), new_session: command.newSession ? 1 : 0)
            return roost_start_in_group(&birth, folder.number, &process)
        }
    }

    /// One that cannot be watched must not live.
    private static func giveUp(_ pid: Int32, _ process: Int32) {
        Glibc.kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        Glibc.close(process)
    }

    /// It is ours, so nobody else reaps it. (waitpid)
    fileprivate func reap() {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return }
        let signal = status & 0x7F
        ended(signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal))
    }
}

private func childEnded(_ poll: UnsafeMutablePointer<uv_poll_t>?, _: Int32, _: Int32) {
    guard let owner = poll?.pointee.data else { return }
    Unmanaged<Child>.fromOpaque(owner).takeUnretainedValue().reap()
}

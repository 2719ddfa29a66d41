import CLibuv
import Glibc

extension Child {
    /// Starts a process with no signal blocked or ignored, and no descriptor but those of its command. (uv_spawn, clone3)
    public static func spawn(
        _ command: Command, on loop: Loop, exit: @escaping (Exit) -> Void
    ) throws(UVError) -> Child {
        var pipes = ChildPipes()
        var stdio: [uv_stdio_container_t] = []
        for (descriptor, kind) in command.stdio.enumerated() {
            stdio.append(try pipes.container(for: kind, at: descriptor, on: loop))
        }
        // At least 0 to 2 are named, else libuv would give the child ours.
        while stdio.count < 3 { stdio.append(ChildPipes.nothing) }
        roost_close_on_exec_from(3)
        if let group = command.controlGroup { return try start(command, in: group, stdio, pipes.ours, on: loop, exit: exit) }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<uv_process_t>.size, alignment: 16)
        let process = memory.bindMemory(to: uv_process_t.self, capacity: 1)
        let result = start(process, command, &stdio, on: loop)
        guard result == 0 else {
            Handle.discard(memory)
            throw UVError(code: result)
        }
        return Child(
            memory, pid: process.pointee.pid, pipes: pipes.ours, hasOwnSession: command.newSession, on: loop, exit: exit)
    }

    private static func start(
        _ process: UnsafeMutablePointer<uv_process_t>, _ command: Command, _ stdio: inout [uv_stdio_container_t], on loop: Loop
    ) -> Int32 {
        let arguments = CStrings(command.arguments)
        let environment = CStrings(command.environment)
        let texts = CStrings([command.executable] + (command.directory.map { [$0] } ?? []))
        return stdio.withUnsafeMutableBufferPointer { stdio in
            var options = uv_process_options_t()
            options.exit_cb = childEnded
            options.file = UnsafePointer(texts.pointers[0])
            options.cwd = UnsafePointer(texts.pointers[1])
            options.args = arguments.pointers.baseAddress
            options.env = environment.pointers.baseAddress
            options.flags = command.newSession ? UInt32(UV_PROCESS_DETACHED.rawValue) : 0
            options.stdio_count = Int32(stdio.count)
            options.stdio = stdio.baseAddress
            return uv_spawn(loop.raw, process, &options)
        }
    }
}

/// A null-terminated array of C strings, as exec wants them.
struct CStrings: ~Copyable {
    let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

    init(_ strings: [String]) {
        pointers = .allocate(capacity: strings.count + 1)
        _ = pointers.initialize(from: strings.map { strdup($0) } + [nil])
    }

    deinit {
        for pointer in pointers { free(pointer) }
        pointers.deallocate()
    }
}

private func childEnded(_ process: UnsafeMutablePointer<uv_process_t>?, _ status: Int64, _ signal: Int32) {
    guard let owner = process?.pointee.data else { return }
    Unmanaged<Child>.fromOpaque(owner).takeUnretainedValue()
        .ended(signal == 0 ? .exited(Int32(truncatingIfNeeded: status)) : .signalled(signal))
}

/// Turns traced calls into deeds. What it does not understand and what might change a file below the root ends the recording.
struct Interpreter {
    var world: World
    /// Makes of what was written to a pipe, a socket or the standard output what it promised; nil if nothing.
    let promise: @Sendable (String) -> String?
    private let births: Births
    private var threads: [Int: ThreadState] = [:]
    private let start: ThreadState.Surroundings
    /// Lines at which the events so far had ended.
    private var ends: [Int] = []
    private let rootInLog: [UInt8]

    static func interpret(
        _ log: [UInt8], world: World, folder: String, promise: @escaping @Sendable (String) -> String?
    ) throws -> World {
        var interpreter = Interpreter(world: world, folder: folder, promise: promise, births: try Births(log))
        try TraceReader.read(log) { try interpreter.take($0) }
        return interpreter.world
    }

    private init(world: World, folder: String, promise: @escaping @Sendable (String) -> String?, births: Births) {
        self.world = world
        self.promise = promise
        self.births = births
        start = ThreadState.Surroundings(folder: folder, mask: Recorder.mask)
        rootInLog = world.scope.root.utf8.flatMap { byte in Array("\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8) }
    }

    private mutating func take(_ call: TracedCall) throws {
        let thread = state(of: call.thread)
        do {
            try interpret(call, thread)
        } catch let error as RecordingError {
            let arguments = call.arguments.map { $0.path ?? $0.string.map { String($0.prefix(80)) } ?? String($0.words.prefix(80)) }
            throw RecordingError(line: call.ended, words: "\(call.name)(\(arguments.joined(separator: ", "))): \(error.words)")
        }
        ends += Array(repeating: call.ended, count: world.events.count - ends.count)
    }

    private mutating func interpret(_ call: TracedCall, _ thread: ThreadState) throws {
        guard Vocabulary.changes.contains(call.name) || Vocabulary.bookkeeping.contains(call.name) else {
            return try requireElsewhere(call, thread)
        }
        guard let value = call.value else { return }
        switch call.name {
        case "clone", "clone3", "fork", "vfork": _ = state(of: value)
        case "chdir", "fchdir", "umask": try move(call, thread)
        case "open", "openat", "openat2", "creat": try open(call, thread)
        case "close", "close_range", "dup", "dup2", "dup3", "fcntl", "lseek", "read", "readv": keepBooks(call, value, thread)
        case "write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg": try write(call, value, thread)
        case "truncate", "ftruncate", "fallocate": try resize(call, thread)
        case "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat": try changeRights(call, thread)
        case "fsync", "fdatasync", "sync", "syncfs", "sync_file_range": try sync(call, thread)
        case "mmap", "ioctl": try requireReading(call, thread)
        default: try changeNames(call, thread)
        }
    }

    /// Made when it is first heard of, in its own first line or at the end of the call that made it.
    private mutating func state(of thread: Int) -> ThreadState {
        if let known = threads[thread] { return known }
        let state: ThreadState
        if let birth = births[thread] {
            state = self.state(of: birth.parent).child(birth.flags)
        } else {
            state = ThreadState(descriptors: Descriptors(), surroundings: start)
        }
        threads[thread] = state
        return state
    }

    /// How many events had ended before a line.
    func events(before line: Int) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// For calls that nobody modelled.
    private func requireElsewhere(_ call: TracedCall, _ thread: ThreadState) throws {
        guard call.result.number != -1 else { return }
        let isNamed = call.arguments.contains { $0.text.contains(rootInLog) }
        let isRelative = world.scope.relative(thread.surroundings.folder) != nil && call.arguments.contains { $0.bytes != nil }
        guard !isNamed && !isRelative else { throw RecordingError(words: "no model knows what this call does to the disk") }
    }
}

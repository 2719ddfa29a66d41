extension Interpreter {
    mutating func open(_ call: TracedCall, _ thread: ThreadState) throws {
        guard let number = call.value, let path = call.result.path else { return }
        let file = try opened(call, path, thread)
        thread.descriptors.set(number, to: file, at: call.ended)
    }

    /// The result's path is the kernel's own word: no link has to be followed here.
    private mutating func opened(_ call: TracedCall, _ path: String, _ thread: ThreadState) throws -> OpenFile? {
        guard let relative = world.scope.relative(path), !world.scope.isVolatile(relative) else { return nil }
        let flags = Flags(call)
        guard !flags.has("O_TMPFILE") else { throw RecordingError(words: "files without a name are not modelled") }
        if let node = world.node(at: relative) {
            if flags.has("O_TRUNC"), world.sizes[node] ?? 0 > 0 { try world.record(.resize(node, size: 0), words(call, "emptied")) }
            return OpenFile(node, appends: flags.has("O_APPEND"), durability: flags.durability)
        }
        guard flags.has("O_CREAT"), let place = try world.locate(path) else { throw RecordingError(words: "nobody saw it being made") }
        let node = world.add(Node(kind: .file([]), rights: rights(flags.mode, thread)))
        let change = NameChange(folder: place.folder, name: place.name, before: nil, after: node)
        try world.record(.names([change]), "\(call.name) \(relative), made")
        return OpenFile(node, appends: flags.has("O_APPEND"), durability: flags.durability)
    }

    /// Where numbers lead and where the next plain write goes.
    mutating func keepBooks(_ call: TracedCall, _ value: Int, _ thread: ThreadState) {
        let descriptors = thread.descriptors
        guard let number = call.arguments.first?.number else { return }
        switch call.name {
        case "close": descriptors.close(number, from: call.began)
        case "close_range":
            let last = call.arguments[1].number.map { min($0, Int(Int32.max)) } ?? Int(Int32.max)
            if !call.arguments[2].has("CLOSE_RANGE_CLOEXEC"), number <= last { descriptors.close(number...last, from: call.began) }
        case "dup", "dup2", "dup3": descriptors.set(value, to: descriptors[number], at: call.ended)
        case "fcntl" where call.arguments[1].words.hasPrefix("F_DUPFD"): descriptors.set(value, to: descriptors[number], at: call.ended)
        case "fcntl" where call.arguments[1].words == "F_SETFL": descriptors[number]?.appends = call.arguments[2].has("O_APPEND")
        case "lseek": descriptors[number]?.offset = value
        case "read", "readv": descriptors[number]?.offset += value
        default: break
        }
    }

    func move(_ call: TracedCall, _ thread: ThreadState) throws {
        switch call.name {
        case "chdir": thread.surroundings.folder = try path(call.arguments[0], thread)
        case "fchdir": thread.surroundings.folder = call.arguments[0].path ?? thread.surroundings.folder
        default: thread.surroundings.mask = UInt32(call.arguments[0].number ?? 0)
        }
    }
}

/// How a file was opened, in whichever of the four calls.
private struct Flags {
    private let words: String
    let mode: Int?

    init(_ call: TracedCall) {
        switch call.name {
        case "creat": (words, mode) = ("O_CREAT|O_WRONLY|O_TRUNC", call.arguments[1].number)
        case "open": (words, mode) = (call.arguments[1].words, call.arguments.dropFirst(2).first?.number)
        case "openat": (words, mode) = (call.arguments[2].words, call.arguments.dropFirst(3).first?.number)
        default:
            let how = call.arguments[2].words.split { "{}, ".contains($0) }
            words = how.first { $0.hasPrefix("flags=") }.map { String($0.dropFirst(6)) } ?? ""
            mode = how.first { $0.hasPrefix("mode=") }.flatMap { Argument(text: Array($0.dropFirst(5).utf8)[...]).number }
        }
    }

    func has(_ flag: String) -> Bool { words.split(separator: "|").contains { $0 == flag } }

    var durability: OpenFile.Durability { has("O_SYNC") ? .all : has("O_DSYNC") ? .data : .none }
}

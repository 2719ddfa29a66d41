extension Interpreter {
    /// The file behind the first argument; nil if it is none of the recording.
    ///
    /// What the kernel said it is called is asked too: numbers are closed by exec, and given to pipes and sockets that nobody lists here.
    private func file(_ call: TracedCall, _ thread: ThreadState) throws -> OpenFile? {
        guard let descriptor = call.arguments.first, let number = descriptor.number, let path = descriptor.path,
            let relative = world.scope.relative(path), !world.scope.isVolatile(relative)
        else { return nil }
        guard let known = thread.descriptors[number] else { throw RecordingError(words: "nobody saw this descriptor being opened") }
        if let named = world.node(at: relative), named != known.node, !descriptor.isDeleted {
            throw RecordingError(words: "this descriptor was opened for another file")
        }
        return known
    }

    mutating func write(_ call: TracedCall, _ count: Int, _ thread: ThreadState) throws {
        guard let file = try file(call, thread) else { return try listen(call) }
        guard let all = call.arguments[1].bytes, all.count >= count else {
            throw RecordingError(words: "strace cut short what was written")
        }
        let bytes = Array(all.prefix(count))
        let isPositioned = call.name.hasPrefix("pwrite")
        let position = isPositioned ? call.arguments[3].number : nil
        if call.name == "pwritev2", call.arguments.last?.words != "0" { throw RecordingError(words: "flags of pwritev2 are not modelled") }
        let offset = file.appends ? world.sizes[file.node] ?? 0 : position ?? file.offset
        if !isPositioned { file.offset = offset + count }
        guard count > 0 else { return }
        try world.record(.write(file.node, offset: offset, bytes: bytes), words(call, "\(count) bytes at \(offset)"))
        if file.durability != .none {
            try world.record(.sync(file.node, dataOnly: file.durability == .data), words(call, "waited for"))
        }
    }

    /// Somebody outside may now rely on something.
    private mutating func listen(_ call: TracedCall) throws {
        guard let bytes = call.arguments.dropFirst().first?.bytes, let text = promise(String(decoding: bytes, as: UTF8.self)) else {
            return
        }
        try world.record(.said(text), "said \(text)")
    }

    mutating func resize(_ call: TracedCall, _ thread: ThreadState) throws {
        let node: NodeID?
        if call.name == "truncate" {
            node = try world.locate(path(call.arguments[0], thread), followingLast: true)?.node
        } else {
            node = try file(call, thread)?.node
        }
        guard let node else { return }
        guard call.name == "fallocate" else {
            return try world.record(.resize(node, size: call.arguments[1].number ?? 0), words(call, "\(call.arguments[1].words) bytes"))
        }
        switch call.arguments[1].words {
        case "0":
            let end = (call.arguments[2].number ?? 0) + (call.arguments[3].number ?? 0)
            if end > world.sizes[node] ?? 0 { try world.record(.resize(node, size: end), words(call, "\(end) bytes")) }
        case "FALLOC_FL_KEEP_SIZE": return
        default: throw RecordingError(words: "this way of allocating is not modelled")
        }
    }

    mutating func sync(_ call: TracedCall, _ thread: ThreadState) throws {
        let covers = events(before: call.began)
        switch call.name {
        // Promises nothing about a size or a name, and nothing at all on many file systems.
        case "sync_file_range": return
        case "sync": try world.record(.syncAll, "sync", covers: covers)
        default:
            guard let file = try file(call, thread) else { return }
            let deed = call.name == "syncfs" ? Deed.syncAll : .sync(file.node, dataOnly: call.name == "fdatasync")
            try world.record(deed, words(call), covers: covers)
        }
    }

    mutating func changeRights(_ call: TracedCall, _ thread: ThreadState) throws {
        guard let node = try subject(call, thread), var rights = world.rights[node] else { return }
        let values = call.arguments.dropFirst(call.name.hasSuffix("at") || call.name.hasSuffix("at2") ? 2 : 1).compactMap(\.number)
        if call.name.contains("chmod") {
            rights.mode = UInt32(values[0])
        } else {
            if values[0] >= 0 { rights.user = UInt32(values[0]) }
            if values[1] >= 0 { rights.group = UInt32(values[1]) }
        }
        guard rights != world.rights[node] else { return }
        try world.record(.rights(node, rights), words(call))
    }

    /// Whose rights change.
    private func subject(_ call: TracedCall, _ thread: ThreadState) throws -> NodeID? {
        switch call.name {
        case "fchmod", "fchown": return try file(call, thread)?.node
        case "chmod", "chown", "lchown":
            return try world.locate(path(call.arguments[0], thread), followingLast: call.name != "lchown")?.node
        default:
            let flags = call.arguments.last ?? call.arguments[0]
            guard !flags.has("AT_EMPTY_PATH") else { return try file(call, thread)?.node }
            let path = try path(call.arguments[1], in: call.arguments[0], thread)
            return try world.locate(path, followingLast: !flags.has("AT_SYMLINK_NOFOLLOW"))?.node
        }
    }

    /// Mapped writes never show in a log, clones of extents are not modelled.
    func requireReading(_ call: TracedCall, _ thread: ThreadState) throws {
        guard let descriptor = call.arguments.first(where: { $0.path.flatMap(world.scope.relative) != nil }), let path = descriptor.path,
            let relative = world.scope.relative(path), !world.scope.isVolatile(relative)
        else { return }
        if call.name == "mmap" {
            let isShared = call.arguments[3].has("MAP_SHARED") || call.arguments[3].has("MAP_SHARED_VALIDATE")
            guard !isShared || !call.arguments[2].has("PROT_WRITE") || Scope.isSharedMemory(path) else {
                throw RecordingError(words: "a file is written through a mapping")
            }
        } else {
            let harmless = ["TCGETS", "FIOCLEX", "FIONCLEX", "FIONBIO", "FIONREAD", "TIOCGWINSZ"]
            guard harmless.contains(where: { call.arguments[1].words.hasPrefix($0) }) else {
                throw RecordingError(words: "this ioctl is not modelled")
            }
        }
    }
}

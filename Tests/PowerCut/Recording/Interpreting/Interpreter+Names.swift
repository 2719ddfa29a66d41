extension Interpreter {
    /// What is written in the report of a state.
    func words(_ call: TracedCall, _ more: String = "") -> String {
        let names = call.arguments.prefix(4).compactMap { argument in
            (argument.path ?? (argument.bytes?.count ?? 999 < 200 ? argument.string : nil)).map { world.scope.relative($0) ?? $0 }
        }
        return ([call.name] + names.filter { call.name.hasPrefix("p") ? $0 == names[0] : true } + (more.isEmpty ? [] : [more])).joined(
            separator: " ")
    }

    /// Relative to the thread's own folder.
    func path(_ name: Argument, _ thread: ThreadState) throws -> String {
        guard let name = name.string else { throw RecordingError(words: "no name that can be read") }
        return name.hasPrefix("/") ? name : "\(thread.surroundings.folder)/\(name)"
    }

    /// Relative to the folder whose descriptor comes first, or to the thread's.
    func path(_ name: Argument, in folder: Argument, _ thread: ThreadState) throws -> String {
        guard let name = name.string, !name.hasPrefix("/") else { return try path(name, thread) }
        return "\(folder.path ?? thread.surroundings.folder)/\(name)"
    }

    mutating func changeNames(_ call: TracedCall, _ thread: ThreadState) throws {
        let arguments = call.arguments
        switch call.name {
        case "rename": try rename(call, path(arguments[0], thread), path(arguments[1], thread))
        case "renameat", "renameat2":
            try rename(call, path(arguments[1], in: arguments[0], thread), path(arguments[3], in: arguments[2], thread))
        case "link": try link(call, path(arguments[0], thread), path(arguments[1], thread))
        case "linkat": try link(call, path(arguments[1], in: arguments[0], thread), path(arguments[3], in: arguments[2], thread))
        case "symlink", "symlinkat":
            let isAt = call.name == "symlinkat"
            let place = isAt ? try path(arguments[2], in: arguments[1], thread) : try path(arguments[1], thread)
            let rights = Rights(mode: 0o777, user: 0, group: 0)
            try make(call, place, Node(kind: .link(arguments[0].string ?? ""), rights: rights))
        case "mkdir", "mkdirat":
            let isAt = call.name == "mkdirat"
            let place = isAt ? try path(arguments[1], in: arguments[0], thread) : try path(arguments[0], thread)
            try make(call, place, Node(kind: .folder, rights: rights(arguments[isAt ? 2 : 1].number, thread)))
        case "unlink", "rmdir": try remove(call, path(arguments[0], thread))
        case "unlinkat": try remove(call, path(arguments[1], in: arguments[0], thread))
        default: throw RecordingError(words: "no model knows what this call does to the disk")
        }
    }

    func rights(_ mode: Int?, _ thread: ThreadState) -> Rights {
        Rights(mode: UInt32(mode ?? 0) & 0o7777 & ~thread.surroundings.mask, user: 0, group: 0)
    }

    private mutating func make(_ call: TracedCall, _ path: String, _ node: Node) throws {
        guard let place = try world.locate(path) else { return }
        let id = world.add(node)
        let change = NameChange(folder: place.folder, name: place.name, before: place.node, after: id)
        try world.record(.names([change]), words(call))
    }

    private mutating func remove(_ call: TracedCall, _ path: String) throws {
        guard let place = try world.locate(path) else { return }
        guard let node = place.node else { throw RecordingError(words: "nobody saw it being made") }
        try world.record(.names([NameChange(folder: place.folder, name: place.name, before: node, after: nil)]), words(call))
    }

    private mutating func link(_ call: TracedCall, _ from: String, _ to: String) throws {
        guard let target = try world.locate(to) else { return }
        guard let node = try world.locate(from)?.node else { throw RecordingError(words: "linked from outside or from nowhere") }
        try world.record(.names([NameChange(folder: target.folder, name: target.name, before: target.node, after: node)]), words(call))
    }

    private mutating func rename(_ call: TracedCall, _ from: String, _ to: String) throws {
        guard let source = try world.locate(from) else {
            guard try world.locate(to) == nil else { throw RecordingError(words: "moved in from outside") }
            return
        }
        guard let target = try world.locate(to) else { throw RecordingError(words: "moved out of the recorded folder") }
        guard let node = source.node else { throw RecordingError(words: "nobody saw it being made") }
        guard node != target.node else { return }
        let flags = call.name == "renameat2" ? call.arguments[4] : nil
        if flags?.has("RENAME_WHITEOUT") == true { throw RecordingError(words: "whiteouts are not modelled") }
        let left = flags?.has("RENAME_EXCHANGE") == true ? target.node : nil
        let changes = [
            NameChange(folder: source.folder, name: source.name, before: node, after: left),
            NameChange(folder: target.folder, name: target.name, before: target.node, after: node),
        ]
        try world.record(.names(changes), words(call))
    }
}

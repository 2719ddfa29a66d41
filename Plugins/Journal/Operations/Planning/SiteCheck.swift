import Contracts
import Files

/// Whether an operation can be done where it is to be done, as things are now.
struct SiteCheck {
    let ground: Ground
    let tag: Tag

    /// The operation with its paths as they are kept.
    func check(_ operation: JournalContract.Operation) throws(OperationFailure) -> JournalContract.Operation {
        switch operation {
        case .move(let from, let to): return try move(from, to)
        case .swapLink(let link, let to): return try swapLink(link, to)
        case .writeFile(let path, let content, let mode):
            (_, _) = (try Workshop.bytes(content), try Workshop.mode(mode))
            return .writeFile(path: try target(path, [.file], "a file").text, content: content, mode: mode)
        case .removeTree(let path): return .removeTree(path: try source(path, [.file, .folder], "a file or folder").text)
        case .snapshotDatabase(let path, let to): return try snapshot(path, to)
        case .migrateDatabase(let path, let scripts):
            let folder = try source(scripts, [.folder], "a folder of numbered .sql files")
            return .migrateDatabase(path: try source(path, [.file], "a database file").text, scripts: folder.text)
        case .armTrial(let previous, let slot, let deadline): return try armTrial(previous, slot, deadline)
        }
    }

    private func move(_ from: String, _ to: String) throws(OperationFailure) -> JournalContract.Operation {
        let (source, target) = (
            try source(from, [.file, .folder], "a file or folder"), try target(to, [.file, .folder], "a file or folder")
        )
        guard !source.overlaps(target) else { throw .obstacle("\(from) cannot be moved to \(to): one holds the other") }
        try checkDevice(of: source, target)
        return .move(from: source.text, to: target.text)
    }

    private func swapLink(_ link: String, _ to: String) throws(OperationFailure) -> JournalContract.Operation {
        let path = try target(link, [.link], "a symbolic link")
        let goal = try checked { () throws(GroundRefusal) in try LinkGoal.path(to, in: path.folder) }
        guard ground.roots.contains(where: { goal.isWithin($0) }) else { throw .ground(.outside(path: to)) }
        return .swapLink(link: path.text, to: to)
    }

    private func snapshot(_ from: String, _ to: String) throws(OperationFailure) -> JournalContract.Operation {
        let (source, target) = (try source(from, [.file], "a database file"), try target(to, [.file], "a file"))
        guard !source.overlaps(target) else { throw .obstacle("a database cannot be copied onto itself") }
        try checkDevice(of: source, target)
        return .snapshotDatabase(path: source.text, to: target.text)
    }

    private func armTrial(_ previous: String, _ slot: String, _ deadline: Int) throws(OperationFailure) -> JournalContract.Operation {
        guard try Workshop.slot(previous) != Workshop.slot(slot) else { throw .obstacle("a slot cannot be the way back from itself") }
        if let current = SlotFiles(home: ground.home)?.current, current.rawValue != previous {
            throw .obstacle("slots/current leads to \(current.rawValue), so that is the way back, and not \(previous)")
        }
        guard (1...3600).contains(deadline) else { throw .obstacle("a deadline of \(deadline) s; 1 to 3600 are possible") }
        _ = try target(SlotFiles.folder.text + "/" + Trial.name, [.file], "a file")
        return .armTrial(previous: previous, slot: slot, deadline: deadline)
    }

    /// Something that is there.
    private func source(_ text: String, _ kinds: [FileStatus.Kind], _ wanted: String) throws(OperationFailure) -> HomePath {
        try look(text, kinds, wanted, mustExist: true)
    }

    /// Something that may be there, and then is replaced.
    private func target(_ text: String, _ kinds: [FileStatus.Kind], _ wanted: String) throws(OperationFailure) -> HomePath {
        try look(text, kinds, wanted, mustExist: false)
    }

    private func look(_ text: String, _ kinds: [FileStatus.Kind], _ wanted: String, mustExist: Bool) throws(OperationFailure) -> HomePath {
        try checked { () throws(GroundRefusal) in
            let path = try ground.path(text)
            let place = try ground.place(path, shown: text)
            switch place.status?.kind {
            case nil: if mustExist { throw .missing(path: text) }
            case .link where !kinds.contains(.link): throw .link(path: text)
            case .some(let kind): if !kinds.contains(kind) { throw .wrongKind(path: text, wanted: wanted) }
            }
            // Of a journal that was lost, should numbers ever meet: these names would be taken for this one's.
            let isFree = tag.names.allSatisfy { place.folder.look(at: $0) == nil }
            guard isFree else { throw .leftOver(path: "\(path.folder.text)/\(tag.prefix)*") }
            return path
        }
    }

    private func checkDevice(of first: HomePath, _ second: HomePath) throws(OperationFailure) {
        let (first, second) = try checked { () throws(GroundRefusal) in
            (try ground.place(first, shown: first.text), try ground.place(second, shown: second.text))
        }
        guard first.status?.device ?? first.folder.own.device == second.folder.own.device else {
            throw .ground(.otherFileSystem(path: second.shown))
        }
        if let there = second.status, there.device != second.folder.own.device { throw .ground(.otherFileSystem(path: second.shown)) }
    }

    private func checked<Value>(_ body: () throws(GroundRefusal) -> Value) throws(OperationFailure) -> Value {
        do throws(GroundRefusal) { return try body() } catch { throw .ground(error) }
    }
}

/// What of the files' bytes and rights is certain to be on the disk at a point of the recording.
struct FileLedger {
    private(set) var histories: [NodeID: FileHistory]
    /// Changes before this event are on the disk.
    private var synced: [NodeID: Int] = [:]
    private var settled: [NodeID: (count: Int, bytes: [UInt8])] = [:]
    private var rights: [NodeID: (certain: Rights, present: Rights)] = [:]
    private var variants: [NodeID: [FileVersion]] = [:]
    private var fingerprints: [FileVersion: Int] = [:]

    init(_ recording: Recording) {
        histories = [:]
        for (number, node) in recording.nodes.enumerated() {
            let id = NodeID(number: number)
            if case .file(let bytes) = node.kind { histories[id] = FileHistory(start: bytes) }
            rights[id] = (node.rights, node.rights)
        }
    }

    mutating func take(_ event: Event, at index: Int) {
        switch event.deed {
        case .write(let node, let offset, let bytes): change(node, .write(offset: offset, bytes: bytes), index)
        case .resize(let node, let size): change(node, .resize(size), index)
        case .rights(let node, let new): rights[node]?.present = new
        case .sync(let node, let dataOnly): sync(node, covers: event.covers, rights: !dataOnly)
        case .syncAll: for node in histories.keys { sync(node, covers: event.covers, rights: true) }
        case .names, .said: break
        }
    }

    private mutating func change(_ node: NodeID, _ change: FileHistory.Change, _ index: Int) {
        histories[node]?.append(change, event: index)
        variants[node] = nil
    }

    private mutating func sync(_ node: NodeID, covers: Int, rights syncsRights: Bool) {
        synced[node] = max(synced[node] ?? 0, covers)
        variants[node] = nil
        if syncsRights, let present = rights[node]?.present { rights[node]?.certain = present }
    }

    /// Both sets of rights a file may be found with.
    func rights(of node: NodeID, certainOnly: Bool) -> Rights {
        guard let rights = rights[node] else { return Rights(mode: 0, user: 0, group: 0) }
        return certainOnly ? rights.certain : rights.present
    }

    /// What may be found of a file; one version if all of it is synced. Equal ones are listed once.
    mutating func versions(of node: NodeID, _ dice: inout Dice) -> [FileVersion] {
        if let known = variants[node] { return known }
        guard let history = histories[node] else { return [] }
        let certain = history.count(before: synced[node] ?? 0)
        let all = FileVersion.variants(of: node, history, pending: certain..<history.changes.count, dice: &dice)
        var seen: Set<Int> = []
        // The first two keep their places: everything and nothing.
        let distinct = all.enumerated().filter { index, version in seen.insert(fingerprint(of: version)).inserted || index == 1 }.map(
            \.element)
        variants[node] = distinct
        return distinct
    }

    /// Equal for equal bytes, within one run of the program.
    mutating func fingerprint(of version: FileVersion) -> Int {
        if let known = fingerprints[version] { return known }
        guard let history = histories[version.node] else { return 0 }
        var hasher = Hasher()
        history.bytes(of: version, from: settledBytes(version)).withUnsafeBytes { hasher.combine(bytes: $0) }
        let fingerprint = hasher.finalize()
        fingerprints[version] = fingerprint
        return fingerprint
    }

    private mutating func settledBytes(_ version: FileVersion) -> [UInt8] {
        guard let history = histories[version.node] else { return [] }
        var (count, bytes) = settled[version.node] ?? (0, history.start)
        if count > version.settled { (count, bytes) = (0, history.start) }
        for change in history.changes[count..<version.settled] { FileHistory.apply(change, to: &bytes) }
        settled[version.node] = (version.settled, bytes)
        return bytes
    }
}

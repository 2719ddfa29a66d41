import Contracts

extension Workshop {
    /// What is to be written down of volumes before operations are begun.
    func mounts(of operations: [OperationRecord]) -> [Change] {
        operations.compactMap { record in
            let volumes = record.operation.map(volumes) ?? []
            return volumes.isEmpty ? nil : .volumes(n: record.n, volumes)
        }
    }

    /// The places on the way to what operations change at which a file system of its own begins.
    ///
    /// A volume that is not there leaves its mount point: an empty folder, in which everything looks as if it were undone already.
    func volumes(of operation: JournalContract.Operation) -> [HomePath] {
        let folders = operation.touches(of: 0).map(\.path.folder)
        let ways = folders.flatMap { folder in folder.names.indices.map { HomePath(Array(folder.names[...$0])) } }
        return Set(ways).filter(isVolume).sorted { $0.text < $1.text }
    }

    /// What keeps an operation from being undone or finished, as one of these volumes is not there.
    func absence(among volumes: [HomePath]) -> GroundRefusal? {
        volumes.first { !isVolume($0) }.map { .notMounted(path: $0.text) }
    }

    /// Whether another file system than that of its parent begins there now.
    func isVolume(_ path: HomePath) -> Bool {
        guard let inner = device(of: path), let outer = device(of: path.folder) else { return false }
        return inner != outer
    }

    private func device(of path: HomePath) -> UInt64? {
        (try? home.folder(path, crossing: true, shown: path.text))?.own.device
    }
}

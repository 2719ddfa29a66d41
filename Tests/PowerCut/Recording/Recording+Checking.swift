extension Recording {
    /// The model's last state must be what lies on the disk now, byte for byte: it shows that no change was missed.
    func requireEnd() throws {
        let image = DiskImage(end: self)
        let disk = try FolderReader(scope)
        var left: [String: Node] = [:]
        disk.names.walk { left[$0] = disk.nodes[$1.number] }
        let histories = FileLedger(afterAllOf: self).histories
        for item in image.items {
            guard let found = left.removeValue(forKey: item.path) else { throw mismatch(item.path, "is not on the disk") }
            guard Scope.isSharedMemory(item.path) || isSame(item, found, histories) else {
                throw mismatch(item.path, "is not what lies on the disk")
            }
        }
        if let surplus = left.keys.min() { throw mismatch(surplus, "is on the disk, and nobody saw it being made") }
    }

    private func isSame(_ item: DiskImage.Item, _ found: Node, _ histories: [NodeID: FileHistory]) -> Bool {
        switch (item.kind, found.kind) {
        case (.folder, .folder): item.rights.mode == found.rights.mode
        case (.link(let expected), .link(let target)): expected == target
        case (.file(let version), .file(let bytes)):
            item.rights.mode == found.rights.mode && histories[item.node]?.bytes(of: version) == bytes
        default: false
        }
    }

    private func mismatch(_ path: String, _ words: String) -> RecordingError {
        RecordingError(words: "the model is out of step with the disk: \(path) \(words)")
    }
}

extension FileLedger {
    fileprivate init(afterAllOf recording: Recording) {
        self.init(recording)
        for (index, event) in recording.events.enumerated() { take(event, at: index) }
    }
}

extension DiskImage {
    /// With everything done.
    fileprivate init(end recording: Recording) {
        var names = recording.names
        for case .names(let changes) in recording.events.map(\.deed) { names.apply(changes) }
        var files = FileLedger(afterAllOf: recording)
        var dice = Dice(seed: 0)
        var items: [Item] = []
        names.walk { path, node in
            let kind: Item.Kind =
                switch recording.nodes[node.number].kind {
                case .folder: .folder
                case .link(let target): .link(target)
                case .file: .file(files.versions(of: node, &dice)[0])
                }
            items.append(Item(path: path, node: node, kind: kind, rights: files.rights(of: node, certainOnly: false)))
        }
        self.init(items: items)
    }
}

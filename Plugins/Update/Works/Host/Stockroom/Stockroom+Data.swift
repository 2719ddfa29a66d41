import Glibc

extension Stockroom {
    private static let deepest = 8

    /// What lies in a feature's data folder beside these databases and their kin.
    func pieces(of id: String, beside databases: [DatabaseFile]) -> DataPieces {
        // Also what is not there at this moment: a log comes and goes while the feature writes.
        let taken = Set(databases.flatMap { database in ([""] + DatabaseFile.kin).map { database.path + $0 } })
        var found: [DataPieces.Piece] = []
        collect("", of: site.data(of: id), beside: taken, &found)
        return DataPieces(found)
    }

    /// A folder that holds a database is not one piece: what is in it is.
    private func collect(_ folder: String, of top: String, beside taken: Set<String>, _ found: inout [DataPieces.Piece]) {
        for name in names(in: folder.isEmpty ? top : "\(top)/\(folder)") where !name.hasPrefix(".roost-") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            // The journal moves no links; what they lead to, it does.
            guard !taken.contains(path), found.count < DataPieces.mostFiles, link("\(top)/\(path)") == nil else { continue }
            guard !taken.contains(where: { $0.hasPrefix("\(path)/") }) else {
                collect(path, of: top, beside: taken, &found)
                continue
            }
            var piece = DataPieces.Piece(path: path, bytes: 0, files: 0)
            measure("\(top)/\(path)", depth: 1, &piece)
            if piece.files > 0 { found.append(piece) }
        }
    }

    /// Sockets and the like are made anew by who needs them, and count as nothing.
    private func measure(_ path: String, depth: Int, _ piece: inout DataPieces.Piece) {
        var status = stat()
        guard piece.files <= DataPieces.mostFiles, lstat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFLNK: (piece.files, piece.bytes) = (piece.files + 1, piece.bytes + Int64(status.st_size))
        case S_IFDIR:
            // Too deep to be copied, so too much.
            piece.files += depth < Self.deepest ? 1 : DataPieces.mostFiles + 1
            for name in names(in: path) where depth < Self.deepest { measure("\(path)/\(name)", depth: depth + 1, &piece) }
        default: break
        }
    }
}

// MARK: - Copies

extension Stockroom {
    /// Copies of the pieces, each under its number, as they are now, and on the disk. One that is not there any more keeps its last copy.
    /// - Returns: the whole paths of those.
    @discardableResult
    func copy(_ pieces: DataPieces, of id: String, to folder: String) throws(Fault) -> [String] {
        guard !pieces.kept.isEmpty else { return [] }
        var gone: [String] = []
        try makeFolder(folder)
        for (number, piece) in pieces.kept.enumerated() {
            let source = "\(site.data(of: id))/\(piece.path)"
            guard exists(source) else {
                gone.append(source)
                continue
            }
            remove("\(folder)/\(number)")
            try copyNode(source, to: "\(folder)/\(number)", depth: 1)
        }
        // They are taken for whole from now on. (sync)
        sync()
        return gone
    }

    /// With its owner and mode: the feature has to find it as its own.
    private func copyNode(_ source: String, to target: String, depth: Int) throws(Fault) {
        var status = stat()
        guard depth <= Self.deepest + 1, lstat(source, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: try copyBytes(source, to: target, atMost: DataPieces.mostBytes)
        case S_IFLNK:
            guard let goal = link(source), symlink(goal, target) == 0 else { throw .last("copy the link", source) }
        case S_IFDIR:
            guard mkdir(target, 0o700) == 0 else { throw .last("make", target) }
            for name in names(in: source) { try copyNode("\(source)/\(name)", to: "\(target)/\(name)", depth: depth + 1) }
        default: return
        }
        guard lchown(target, status.st_uid, status.st_gid) == 0 else { throw .last("give away", target) }
        guard status.st_mode & S_IFMT != S_IFLNK else { return }
        guard chmod(target, status.st_mode & 0o7777) == 0 else { throw .last("set the mode of", target) }
    }

    /// (open, read, write)
    private func copyBytes(_ source: String, to target: String, atMost limit: Int64) throws(Fault) {
        let input = open(source, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard input >= 0 else { throw .last("open", source) }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .last("make", target) }
        defer { close(output) }
        var (chunk, total) = ([UInt8](repeating: 0, count: 65_536), Int64(0))
        while true {
            let count = read(input, &chunk, chunk.count)
            guard count >= 0 else { throw .last("read", source) }
            guard count > 0 else { return }
            total += Int64(count)
            guard total <= limit else { throw Fault(.machine, "\(source) grows while it is copied; it is tried again by itself") }
            guard write(output, chunk, count) == count else { throw .last("write", target) }
        }
    }
}

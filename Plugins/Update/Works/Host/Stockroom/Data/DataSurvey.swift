import Glibc

/// Looks for what there is in a feature's data folder, which the feature goes on changing. Bounded in depth and number.
struct DataSurvey {
    static let deepest = 8
    private static let mostNames = 10_000
    private static let longestPath = 512

    let top: DataFolder
    private let (owner, device): (uid_t, dev_t)

    init(_ top: DataFolder) {
        self.top = top
        let status = top.status
        (owner, device) = (status.st_uid, status.st_dev)
    }

    /// All but these databases and their kin.
    func pieces(beside databases: [DatabaseFile]) throws(Fault) -> DataPieces {
        // Also what is not there at this moment: a log comes and goes while the feature writes.
        let taken = Set(databases.flatMap { database in ([""] + DatabaseFile.kin).map { database.path + $0 } })
        var (found, left) = ([DataPieces.Piece](), DataPieces())
        try collect(top, "", beside: taken, &found, &left)
        return DataPieces(found, beside: left)
    }

    /// A folder that holds a database is not one piece: what is in it is.
    private func collect(
        _ folder: DataFolder, _ above: String, beside taken: Set<String>, _ found: inout [DataPieces.Piece], _ left: inout DataPieces
    ) throws(Fault) {
        let (names, unnamed) = try folder.names(atMost: Self.mostNames)
        left.leave(unnamed: unnamed)
        if names.count + unnamed == Self.mostNames { left.leave("\(above)*", .many) }
        for name in names where !name.hasPrefix(".roost-") {
            // The journal moves no links; what they lead to, it does.
            guard !taken.contains(above + name), let status = folder.status(of: name), status.kind != S_IFLNK else { continue }
            if taken.contains(where: { $0.hasPrefix("\(above)\(name)/") }) {
                guard let inner = try folder.folder(name) else { continue }
                try collect(inner, "\(above)\(name)/", beside: taken, &found, &left)
            } else if found.count == DataPieces.mostFiles {
                left.leave(above + name, .many)
            } else {
                var piece = DataPieces.Piece(path: above + name)
                try measure(name, status, in: folder, depth: 1, &piece)
                if !Self.isWritable(piece.path) { piece.flaw = .unnamed }
                if piece.files > 0 { found.append(piece) }
            }
        }
    }

    /// As the journal takes it.
    private static func isWritable(_ path: String) -> Bool {
        path.utf8.count <= longestPath && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    /// Sockets and the like are made anew by who needs them, and count as nothing; a device node is not.
    private func measure(
        _ name: String, _ status: stat, in folder: DataFolder, depth: Int, _ piece: inout DataPieces.Piece
    ) throws(Fault) {
        switch status.kind {
        case S_IFREG, S_IFLNK: (piece.files, piece.bytes) = (piece.files + 1, piece.bytes + Int64(status.st_size))
        case S_IFDIR: piece.files += 1
        case S_IFCHR, S_IFBLK: piece.flaw = .device
        default: return
        }
        if status.st_dev != device { piece.flaw = .mounted }
        if status.isForeign(to: owner) { piece.flaw = .foreign }
        guard status.kind == S_IFDIR, !piece.isTooMuch else { return }
        try measureContents(of: name, in: folder, depth: depth, &piece)
    }

    private func measureContents(
        of name: String, in folder: DataFolder, depth: Int, _ piece: inout DataPieces.Piece
    ) throws(Fault) {
        guard depth < Self.deepest else {
            piece.flaw = .deep
            return
        }
        guard let inner = try folder.folder(name) else { return }
        let (names, unnamed) = try inner.names(atMost: DataPieces.mostFiles + 1)
        if unnamed > 0 { piece.flaw = .unnamed }
        for name in names where !piece.isTooMuch {
            if let status = inner.status(of: name) { try measure(name, status, in: inner, depth: depth + 1, &piece) }
        }
    }
}

extension stat {
    /// A second name that somebody has given to another's file: to copy it would hand it over.
    func isForeign(to owner: uid_t) -> Bool { kind == S_IFREG && st_nlink > 1 && st_uid != owner }
}

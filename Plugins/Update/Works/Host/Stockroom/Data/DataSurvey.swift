import Files
import Glibc

/// Looks for what there is in a feature's data folder, which the feature goes on changing. Bounded in depth and number.
struct DataSurvey {
    static let deepest = 8
    private static let mostNames = 10_000
    private static let longestPath = 512
    /// The journal moves no links; what they lead to, it does. Sockets and pipes are made anew by who needs them.
    private static let skipped: Set<mode_t> = [S_IFLNK, S_IFSOCK, S_IFIFO]

    let top: DataFolder
    private let (owner, device): (uid_t, dev_t)
    /// Entries that are still looked at, of whatever kind.
    private var rest: Int

    /// - Parameter copies: where they lie, to be moved from: no move leads to another device.
    init(_ top: DataFolder, copiesIn copies: DataFolder, lookingAt most: Int = 64 << 10) {
        (self.top, owner, device, rest) = (top, top.status.st_uid, copies.status.st_dev, most)
    }

    /// All but these databases and their kin.
    mutating func pieces(beside databases: [DatabaseFile]) throws(Fault) -> DataPieces {
        var (found, left) = ([DataPieces.Piece](), DataPieces())
        try collect(top, "", beside: DatabasePlaces(databases), &found, &left)
        return DataPieces(found, beside: left)
    }

    /// A folder that holds a database is not one piece: what is in it is.
    private mutating func collect(
        _ folder: DataFolder, _ above: String, beside taken: DatabasePlaces, _ found: inout [DataPieces.Piece], _ left: inout DataPieces
    ) throws(Fault) {
        let (names, unnamed, isCut) = try list(folder, atMost: Self.mostNames)
        left.leave(unnamed: unnamed)
        if isCut { left.leave("\(above)*", .many) }
        for name in names where !name.hasPrefix(".roost-") {
            let path = above + name
            guard !taken.files.contains(path), let status = try folder.status(of: name) else { continue }
            if Self.skipped.contains(status.kind) { continue }
            if taken.folders.contains(path) {
                guard let inner = try folder.folder(name) else { continue }
                try collect(inner, "\(path)/", beside: taken, &found, &left)
            } else if found.count == DataPieces.mostFiles {
                left.leave(path, .many)
            } else {
                found.append(try piece(path, name, status, in: folder))
            }
        }
    }

    /// - Returns: beside the names how many entries have none that is text, and whether there may be more.
    private mutating func list(_ folder: DataFolder, atMost limit: Int) throws(Fault) -> (names: [String], unnamed: Int, isCut: Bool) {
        let limit = min(limit, rest)
        let (names, unnamed) = try folder.names(atMost: limit)
        rest -= names.count + unnamed
        return (names, unnamed, names.count + unnamed == limit)
    }

    // MARK: - One piece

    private mutating func piece(_ path: String, _ name: String, _ status: stat, in folder: DataFolder) throws(Fault) -> DataPieces.Piece {
        var piece = DataPieces.Piece(path: path, files: 1)
        try measure(name, status, in: folder, depth: 1, &piece)
        if !Self.isWritable(path) { piece.flaw = .unnamed }
        return piece
    }

    /// As the journal takes it.
    private static func isWritable(_ path: String) -> Bool {
        path.utf8.count <= longestPath && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    private mutating func measure(
        _ name: String, _ status: stat, in folder: DataFolder, depth: Int, _ piece: inout DataPieces.Piece
    ) throws(Fault) {
        switch status.kind {
        case S_IFREG, S_IFLNK: piece.bytes += Int64(status.st_size)
        case S_IFCHR, S_IFBLK: piece.flaw = .device
        default: break
        }
        if status.st_dev != device { piece.flaw = .mounted }
        if status.isForeign(to: owner) { piece.flaw = .foreign }
        guard status.kind == S_IFDIR, !piece.isTooMuch else { return }
        try measureContents(of: name, in: folder, depth: depth, &piece)
    }

    /// All that stands in it counts, sockets too: a copy lists it within the same bound, and may not miss what stands behind them.
    private mutating func measureContents(
        of name: String, in folder: DataFolder, depth: Int, _ piece: inout DataPieces.Piece
    ) throws(Fault) {
        guard depth < Self.deepest else {
            piece.flaw = .deep
            return
        }
        guard let inner = try folder.folder(name) else { return }
        let (names, unnamed, isCut) = try list(inner, atMost: DataPieces.mostFiles + 1)
        piece.files += names.count + unnamed
        if unnamed > 0 { piece.flaw = .unnamed }
        if isCut { piece.flaw = .many }
        for name in names where !piece.isTooMuch {
            if let status = try inner.status(of: name) { try measure(name, status, in: inner, depth: depth + 1, &piece) }
        }
    }
}

extension stat {
    /// A second name that somebody has given to another's file: to copy it would hand it over.
    func isForeign(to owner: uid_t) -> Bool { kind == S_IFREG && st_nlink > 1 && st_uid != owner }
}

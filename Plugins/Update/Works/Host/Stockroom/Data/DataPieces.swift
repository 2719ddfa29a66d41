/// What of a feature's data folder, beside its databases, comes back with its version before: files, and folders without a database.
///
/// A value. Bounded in number, files and bytes, the smallest first, so that settings are kept and a cache is not; what is not kept is
/// counted, and the first few are named.
struct DataPieces: Equatable, Sendable {
    struct Piece: Equatable, Sendable {
        /// Below the data folder.
        var path: String
        var bytes: Int64 = 0
        var files = 0
        /// What keeps it from being kept, whatever its size.
        var flaw: Reason?

        /// What it costs to copy it, about.
        var weight: Int64 { bytes + Int64(files) * 4096 }

        /// There is no need to know more of it.
        var isTooMuch: Bool { flaw != nil || bytes > DataPieces.mostBytes || files > DataPieces.mostFiles }
    }

    /// Why something is not kept.
    enum Reason: CaseIterable {
        case large, many, deep, foreign, mounted, device, unnamed
    }

    static let mostPieces = 16
    static let mostFiles = 1000
    static let mostBytes: Int64 = 4 << 20

    private(set) var kept: [Piece] = []
    private(set) var left: [Reason: Leaving] = [:]

    init() {}

    /// - Parameter others: what is left already.
    init(_ found: [Piece], beside others: DataPieces = DataPieces()) {
        left = others.left
        for piece in found.sorted(by: { ($0.weight, $0.path) < ($1.weight, $1.path) }) {
            if let reason = reason(toLeave: piece) { leave(piece.path, reason) } else { kept.append(piece) }
        }
    }

    var bytes: Int64 { kept.reduce(0) { $0 + $1.bytes } }
    var files: Int { kept.reduce(0) { $0 + $1.files } }

    private func reason(toLeave piece: Piece) -> Reason? {
        if let flaw = piece.flaw { return flaw }
        if bytes + piece.bytes > Self.mostBytes { return .large }
        return kept.count < Self.mostPieces && files + piece.files <= Self.mostFiles ? nil : .many
    }

    mutating func leave(_ path: String, _ reason: Reason) { left[reason, default: Leaving()].add(path) }

    /// Without names: nobody could read them.
    mutating func leave(unnamed count: Int) {
        if count > 0 { left[.unnamed, default: Leaving()].count += count }
    }

    /// The largest one goes: a transaction has no room for it.
    mutating func drop() {
        if let last = kept.popLast() { leave(last.path, .many) }
    }

    /// Without what is there no more.
    func without(_ gone: [Piece]) -> DataPieces {
        var pieces = self
        pieces.kept.removeAll(where: gone.contains)
        return pieces
    }
}

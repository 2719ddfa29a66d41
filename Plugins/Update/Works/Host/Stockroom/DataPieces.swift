/// What of a feature's data folder, beside its databases, comes back with its version before: files, and folders without a database.
///
/// A value. Bounded in number, files and bytes, the smallest first, so that settings are kept and a cache is not; what is beyond is
/// named.
struct DataPieces: Equatable, Sendable {
    struct Piece: Equatable, Sendable {
        /// Below the data folder.
        var path: String
        var bytes: Int64
        var files: Int

        /// What it costs to copy it, about.
        var weight: Int64 { bytes + Int64(files) * 4096 }
    }

    static let mostPieces = 16
    static let mostFiles = 1000
    static let mostBytes: Int64 = 4 << 20

    private(set) var kept: [Piece] = []
    /// Paths of what is not.
    private(set) var left: [String] = []

    init() {}

    init(_ found: [Piece]) {
        for piece in found.sorted(by: { ($0.weight, $0.path) < ($1.weight, $1.path) }) {
            let isIn = kept.count < Self.mostPieces && files + piece.files <= Self.mostFiles && bytes + piece.bytes <= Self.mostBytes
            if isIn { kept.append(piece) } else { left.append(piece.path) }
        }
    }

    /// Known already to be few enough.
    init(paths: [String]) { kept = paths.map { Piece(path: $0, bytes: 0, files: 0) } }

    var bytes: Int64 { kept.reduce(0) { $0 + $1.bytes } }
    var files: Int { kept.reduce(0) { $0 + $1.files } }

    /// The largest one goes: a transaction has no room for it.
    mutating func drop() {
        if let last = kept.popLast() { left.insert(last.path, at: 0) }
    }
}

extension FileVersion {
    /// What a disk writes whole or not at all.
    static let sector = 512

    /// The versions worth trying when `pending` changes of a file were not synced; the first has all of them, the second none.
    static func variants(of node: NodeID, _ history: FileHistory, pending: Range<Int>, dice: inout Dice) -> [FileVersion] {
        let wholes = pending.map { Piece(change: $0, range: 0..<history.length(of: $0)) }
        func version(_ words: String, _ pieces: some Sequence<Piece>) -> FileVersion {
            FileVersion(node: node, settled: pending.lowerBound, pieces: Array(pieces), words: words)
        }
        guard let last = wholes.last else { return [version("synced", [])] }
        var variants = [version("written", wholes), version("lost", [])]
        variants.append(version("of its new size without its new bytes", wholes.map { Piece(change: $0.change, range: 0..<0) }))
        variants += torn(last, history).map { version("torn in its last write (\($0.words))", wholes.dropLast() + [$0.piece]) }
        for missing in Set([wholes.count - 1, wholes.count - 2, wholes.count / 2, 0]).sorted() where missing >= 0 && wholes.count > 1 {
            variants.append(version("without write \(missing + 1) of \(wholes.count)", wholes[..<missing] + wholes[(missing + 1)...]))
            variants.append(version("with \(missing) of \(wholes.count) writes", wholes[..<missing]))
        }
        for turn in 1...2 { variants.append(version("in random sectors, \(turn)", wholes.flatMap { scattered($0, history, &dice) })) }
        return variants
    }

    private static func torn(_ piece: Piece, _ history: FileHistory) -> [(words: String, piece: Piece)] {
        let cuts = history.sectorBounds(of: piece.change)
        guard let first = cuts.first, let last = cuts.last else { return [] }
        let end = piece.range.upperBound
        return [
            ("its first sector", Piece(change: piece.change, range: 0..<first)),
            ("its first sector and size", Piece(change: piece.change, range: 0..<first, setsSize: false)),
            ("all but its first sector", Piece(change: piece.change, range: first..<end)),
            ("all but its last sector", Piece(change: piece.change, range: 0..<last, setsSize: false)),
        ]
    }

    /// Each sector of a write by itself, there or not.
    private static func scattered(_ piece: Piece, _ history: FileHistory, _ dice: inout Dice) -> [Piece] {
        let bounds = [0] + history.sectorBounds(of: piece.change) + [piece.range.upperBound]
        guard piece.range.upperBound > 0 else { return dice.next(below: 2) == 0 ? [piece] : [] }
        return zip(bounds, bounds.dropFirst()).compactMap { from, to in
            dice.next(below: 2) == 0 ? Piece(change: piece.change, range: from..<to) : nil
        }
    }
}

extension FileHistory {
    fileprivate func length(of change: Int) -> Int {
        if case .write(_, let bytes) = changes[change] { bytes.count } else { 0 }
    }

    /// Where sectors of the file begin inside a write.
    fileprivate func sectorBounds(of change: Int) -> [Int] {
        guard case .write(let offset, let bytes) = changes[change] else { return [] }
        let first = FileVersion.sector - offset % FileVersion.sector
        return Array(stride(from: first, to: bytes.count, by: FileVersion.sector))
    }
}

extension Stockroom {
    /// What lies in a feature's data folder, and what of it beside databases is kept for going back.
    func data(of id: String) throws(Fault) -> (databases: [DatabaseFile], pieces: DataPieces) {
        guard let top = try DataFolder(site.data(of: id)) else { return ([], DataPieces()) }
        guard let copies = try DataFolder(site.data) else { throw .last("open", site.data) }
        var survey = DataSurvey(top, copiesIn: copies)
        let databases = try survey.databases()
        return (databases, try survey.pieces(beside: databases))
    }

    /// Copies of the pieces, each under its number, as they are now, and on the disk. What is not there any more is no piece: it is a file
    /// that its feature has removed.
    /// - Returns: those that were copied, in the order of their numbers.
    func copy(_ pieces: DataPieces, of id: String, to folder: String) throws(Fault) -> DataPieces {
        guard !pieces.kept.isEmpty, var copy = try dataCopy(of: id, to: folder) else { return pieces.without(pieces.kept) }
        var (number, gone) = (0, [DataPieces.Piece]())
        for piece in pieces.kept {
            if try copy.copy(piece.path, to: "\(number)") { number += 1 } else { gone.append(piece) }
        }
        try copy.finish()
        return pieces.without(gone)
    }

    /// The same once more, with the numbers they have. One that is not there any more keeps its last copy, and so does one that is a socket
    /// or a pipe by now.
    /// - Returns: the paths of those.
    func renewCopies(of paths: [String], of id: String, in folder: String) throws(Fault) -> [String] {
        guard !paths.isEmpty else { return [] }
        guard var copy = try dataCopy(of: id, to: folder) else { return paths }
        var gone: [String] = []
        for (number, path) in paths.enumerated() where try !copy.copy(path, to: "\(number)") { gone.append(path) }
        try copy.finish()
        return gone
    }

    /// Nil if the feature has no data. Nobody but the runtime enters the copies until they are in their places.
    private func dataCopy(of id: String, to folder: String) throws(Fault) -> DataCopy? {
        try makeFolder(folder)
        guard let target = try DataFolder(folder), let source = try DataFolder(site.data(of: id)) else { return nil }
        try target.shut()
        return DataCopy(from: source, to: target)
    }

    /// Of a feature's data.
    func remove(_ path: String, of id: String) throws(Fault) {
        guard let place = try DataFolder(site.data(of: id))?.place(path) else { return }
        place.folder.remove(place.name)
    }
}

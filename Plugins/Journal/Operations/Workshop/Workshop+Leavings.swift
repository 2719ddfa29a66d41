import Contracts

extension Workshop {
    /// Folders that undoing or finishing a transaction only gave another name, and that are still to be removed.
    func leavings(of transaction: TransactionRecord) -> [HomePath] {
        let places = transaction.operations.flatMap { record in
            let folders = record.operation?.touches(of: transaction.id).map(\.path.folder) ?? []
            let tag = Tag(transaction: transaction.id, operation: record.n)
            return Set(folders).flatMap { folder in Tag.parts.map { HomePath(folder.names + [tag.name(.dropped, $0)]) } }
        }
        return places.filter { path in (try? home.place(path))?.isThere ?? false }.sorted { $0.text < $1.text }
    }

    /// Removes so many names of one. True once nothing is left of it, or of the folder it was in.
    func remove(leaving path: HomePath, atMost limit: Int) throws(OperationFailure) -> Bool {
        do throws(OperationFailure) {
            return try deeds.removeTree(try home.place(path), atMost: limit)
        } catch .ground(.missing) {
            return true
        }
    }
}

import Storage

/// Where volumes were mounted when operations were begun: without them nothing can be undone, though nothing looks amiss.
extension TransactionTable {
    /// What is known stays known.
    func keep(_ volumes: [HomePath], of n: Int, in id: Int64) throws {
        for volume in volumes {
            try database.run("INSERT OR IGNORE INTO volumes (transaction_id, n, path) VALUES (?, ?, ?)", id, n, volume.text)
        }
    }

    func forgetVolumes(of id: Int64) throws { try database.run("DELETE FROM volumes WHERE transaction_id = ?", id) }

    /// By operation; none in a journal that was last written by a release that did not know of them.
    func volumes(of id: Int64) throws -> [Int: [HomePath]] {
        guard try Schema.holds("volumes", in: database) else { return [:] }
        let rows = try database.rows("SELECT n, path FROM volumes WHERE transaction_id = ?", id, as: (Int, String).self)
        return try rows.reduce(into: [:]) { $0[$1.0, default: []].append(try Workshop.path($1.1)) }
    }
}

import Contracts

extension Workshop {
    /// Makes the names of the folders on the way to what an operation changes survive a power cut. Whoever made them need not have waited for
    /// the disk, and what goes into a folder that vanishes, vanishes with it: the last copy of what was there before, perhaps.
    func settleFolders(of operation: JournalContract.Operation) throws(OperationFailure) {
        var settled: Set<HomePath> = []
        for path in operation.touches(of: 0).map(\.path) {
            for depth in 0..<path.folder.names.count {
                let above = HomePath(Array(path.names.prefix(depth)))
                if settled.insert(above).inserted { try settle(above) }
            }
        }
    }

    private func settle(_ path: HomePath) throws(OperationFailure) {
        try deeds.syncFolder(of: home.place(HomePath(path.names + ["."])))
    }
}

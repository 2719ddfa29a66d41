import Files

/// The folder of the journal's database, `HOME/data/journal`.
enum StoreFolder {
    /// Makes its name durable, and its parent's: who made them did not wait for the disk, and a journal that vanishes with its folder
    /// recovers nothing.
    static func settle(_ folder: String) throws(StoreError) {
        do throws(FileFailure) {
            for path in [folder, "\(folder)/..", "\(folder)/../.."] { try OpenFolder.sync(path) }
        } catch {
            throw .file(path: error.path, words: error.words)
        }
    }
}

import Files

extension DataFolder {
    /// What is in it, without `.` and `..`, in no order, as the bytes it is; no more than so many.
    func entries(atMost limit: Int) throws(Fault) -> [[CChar]] {
        try Fault.told { () throws(FileFailure) in try opened.entries(atMost: limit) }
    }

    /// The same as text, sorted; of those that are none, how many there are.
    func names(atMost limit: Int) throws(Fault) -> (names: [String], unnamed: Int) {
        try Fault.told { () throws(FileFailure) in try opened.names(atMost: limit) }
    }

    /// The rest is the next attempt's.
    private static let most = 1 << 20

    /// Removes a file, or a folder with all that is in it, as far as that can be done; so many names at most.
    func remove(_ name: UnsafePointer<CChar>, atMost limit: Int = DataFolder.most) {
        var removal = TreeRemoval<Never>(atMost: limit, before: { _ in }, failed: { _ in })
        _ = removal.remove(name, in: opened)
    }
}

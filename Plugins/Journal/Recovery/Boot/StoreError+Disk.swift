extension StoreError {
    /// The disk is full, read-only or broken: what is on it may be readable all the same.
    var isOfTheDisk: Bool {
        switch self {
        case .file, .database: true
        case .locked, .newer, .absent, .damaged: false
        }
    }
}

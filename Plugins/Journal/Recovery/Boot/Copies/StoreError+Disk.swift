import Storage

extension StoreError {
    /// The disk is full, read-only or broken: what is on it may be readable all the same.
    var isOfTheDisk: Bool {
        switch self {
        case .file: true
        case .database(_, let error): [.full, .readOnly, .inputOutput, .cannotOpen].contains(error.kind)
        case .locked, .newer, .absent, .damaged: false
        }
    }
}

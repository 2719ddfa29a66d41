import Storage

/// Why the child did not do its work.
struct DatabaseFailure: Error, Equatable {
    let words: String
    let isDiskFull: Bool

    init(_ words: String, isDiskFull: Bool = false) { (self.words, self.isDiskFull) = (words, isDiskFull) }

    init(_ error: SQLiteError, doing: String) {
        let hint =
            switch error.kind {
            case .busy: "; another program holds it: stop that first"
            case .full: "; make room and try again"
            case .corrupt, .notADatabase: "; restore it from a copy"
            default: ""
            }
        self.init("\(doing): \(error)\(hint)", isDiskFull: error.kind == .full)
    }
}

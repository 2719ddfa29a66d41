/// Why a stream does not do what it was asked.
enum StreamRefusal: Error, Equatable {
    /// The owner has as many streams as one may have.
    case tooManyStreams(owner: String, limit: Int)
    case unknown(StreamName)
    /// The owner's streams hold as much as one may keep.
    case full(owner: String, limit: Int64)
}

extension StreamRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .tooManyStreams(let owner, let limit): "'\(owner)' has \(limit) streams, which is the most one may have"
        case .full(let owner, let limit):
            "the streams of '\(owner)' hold \(limit >> 20) MiB, which is the most one may keep; have them keep less with journal.retain"
        case .unknown(let name): "there is no stream '\(name.text)'"
        }
    }
}

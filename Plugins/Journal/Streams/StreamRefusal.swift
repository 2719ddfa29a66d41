/// Why a stream does not do what it was asked.
enum StreamRefusal: Error, Equatable {
    /// The owner has as many streams as one may have.
    case tooManyStreams(owner: String, limit: Int)
    case unknown(StreamName)
}

extension StreamRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .tooManyStreams(let owner, let limit): "'\(owner)' has \(limit) streams, which is the most one may have"
        case .unknown(let name): "there is no stream '\(name.text)'"
        }
    }
}

import TUF

/// Why a target was not downloaded.
enum DownloadFailure: Error, CustomStringConvertible {
    case unknown(ExactText)
    case swapped(ExactText)

    var description: String {
        switch self {
        case .unknown(let name): "nobody vouches for the target \(name)"
        case .swapped(let name): "what was served for the target \(name) is not what the metadata vouches for"
        }
    }
}

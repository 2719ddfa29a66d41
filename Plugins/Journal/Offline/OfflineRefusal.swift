/// Why a journal without a host does not answer.
enum OfflineRefusal: Error, CustomStringConvertible {
    case unknown(String)

    var description: String {
        switch self {
        case .unknown(let id): "there is no transaction \(id)"
        }
    }
}

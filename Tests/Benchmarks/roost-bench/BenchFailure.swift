/// Why a measurement could not be made.
enum BenchFailure: Error {
    case usage(String)
    case cannot(String)

    var words: String {
        switch self {
        case .usage(let words), .cannot(let words): words
        }
    }

    var exitStatus: Int32 {
        switch self {
        case .usage: 2
        case .cannot: 1
        }
    }
}

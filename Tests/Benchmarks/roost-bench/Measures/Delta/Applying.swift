/// What applying a delta takes, besides what is resident: kilobytes of its own, those that a memory control group of 4 MB was charged with,
/// and the smallest such group that it ends well in.
struct Applying {
    let own: Int
    /// Its own memory, page tables and sockets, and pages of files that nobody had read before: those of the two trees, never of the program.
    let charged: Int?
    let group: Smallest

    enum Smallest {
        case unknown
        case none
        case megabytes(Int)

        var text: String {
            switch self {
            case .unknown: "?"
            case .none: "none"
            case .megabytes(let count): "\(count)"
            }
        }

        /// Where no group can be made there is nothing to be missed.
        var isWithin4: Bool {
            switch self {
            case .megabytes(let count): count <= 4
            case .unknown: true
            case .none: false
            }
        }
    }
}

/// What applying a delta takes, besides what is resident: kilobytes of its own, and the smallest memory control group that it ends well in.
///
/// More than its limit a group is never charged with: the process's own memory, the kernel's for it, and pages of files that nobody had read
/// before, which are those of the two trees, never of the program. What it is charged with at most says little: it fills with such pages.
struct Applying {
    let own: Int
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
        func isWithin(_ megabytes: Int) -> Bool {
            switch self {
            case .megabytes(let count): count <= megabytes
            case .unknown: true
            case .none: false
            }
        }
    }
}

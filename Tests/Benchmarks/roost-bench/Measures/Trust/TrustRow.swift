/// One repository: milliseconds of a client that knows its root only, and of one that knows all there is.
struct TrustRow {
    let label: String
    var first: [Double] = []
    var again: [Double] = []
    var peak = 0

    init(_ label: String) { self.label = label }

    static let head = ["client, repository", "first, best", "median", "nothing new, best", "median", "KB resident"]

    var cells: [String] {
        [label] + [first.min() ?? .nan, median(first), again.min() ?? .nan, median(again)].map { fixed($0) } + ["\(peak)"]
    }
}

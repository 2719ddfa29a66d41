/// One repository: milliseconds of a client that knows its root only, and of one that knows all there is.
struct TrustRow {
    let label: String
    var first: [Double] = []
    var again: [Double] = []
    /// Of each process, where it counts.
    var starts: [Double] = []
    var peak = 0

    init(_ label: String) { self.label = label }

    static let head = ["client, repository", "first, best", "median", "nothing new, best", "median", "of it the start", "KB resident"]

    private var start: Double { starts.isEmpty ? 0 : median(starts) }
    var firstAlone: Double { median(first) - start }

    var cells: [String] {
        [label] + [first.min() ?? .nan, median(first), again.min() ?? .nan, median(again), start].map { fixed($0) } + ["\(peak)"]
    }
}

/// What the rounds gave for one kind of update.
struct UpdateRow {
    let label: String
    var seconds: [Double] = []
    /// Milliseconds in which nobody was served, and until all features were ready again.
    var outages: [Double] = []
    var ready: [Double] = []
    /// Bytes, of each update: of the new tree, from the server, onto the disk.
    var trees: [Int] = []
    var fetched: [Int] = []
    var written: [Int] = []
    /// Kilobytes of all first-party processes above what they had just before.
    var above: [Int] = []

    init(_ label: String) { self.label = label }

    static let head = [
        "update", "s, median", "outage ms, median", "max", "stop to all ready ms", "tree, bytes", "fetched", "written", ": fetched",
        ": tree",
        "KB above idle",
    ]

    var writtenToTree: Double { median(zip(written, trees).map { Double($0) / Double($1) }) }

    var cells: [String] {
        let ratio = median(zip(written, fetched).map { Double($0) / Double($1) })
        return [label, fixed(median(seconds)), fixed(median(outages)), fixed(outages.max() ?? .nan)]
            + [ready.isEmpty ? "-" : fixed(median(ready)), middle(trees), middle(fetched), middle(written)]
            + [fixed(ratio, 2), fixed(writtenToTree, 2), "\(above.max() ?? 0)"]
    }

    private func middle(_ values: [Int]) -> String { fixed(median(values.map(Double.init)), 0) }
}

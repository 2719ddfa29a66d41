import Glibc

/// Deltas of real files beside `zstd --patch-from -19`, xdelta3 and bsdiff: their sizes, and what applying them takes.
struct DeltaBench {
    private let roost: String
    private let next: String
    private let folder: TemporaryFolder

    init(_ options: Options) throws(BenchFailure) {
        roost = try Programs.roost(options)
        next = options.next ?? Programs.nextRoost
        folder = try TemporaryFolder()
        for name in ["xz", "zstd", "xdelta3", "bsdiff", "bspatch"] where Programs.found(name) == nil {
            throw .cannot("\(name) is not here; --install gets it")
        }
    }

    func run() throws(BenchFailure) -> Bool {
        say("delta: load now \(loadAverage())\n")
        var rows: [DeltaRow] = []
        for pair in try pairs() {
            rows.append(try DeltaRow(pair, roost: roost, in: folder))
            say("  \(pair.name): \(fixed(rows[rows.count - 1].ratio, 3))\n")
        }
        show(rows)
        return judge(rows)
    }

    private func pairs() throws(BenchFailure) -> [FilePair] {
        let store = Programs.pairsFolder
        try makeFolder(store)
        var pairs: [FilePair] = []
        for file in DebianFile.all {
            if let pair = try file.pair(in: store) { pairs.append(pair) } else { say("  left out, in one version only: \(file.package)\n") }
        }
        if isExecutable(next) {
            pairs.append(FilePair(name: "roost, version changed", old: roost, new: next))
        } else {
            say("  left out, roost itself: there is no \(next); Config/demo makes one, or name one by --next\n")
        }
        return pairs
    }

    private func show(_ rows: [DeltaRow]) {
        var table = Table(DeltaRow.head)
        for row in rows { table.add(row.cells) }
        table.show("Delta, bytes; KB resident at most while applying; the smallest memory control group it works in")
    }

    private func judge(_ rows: [DeltaRow]) -> Bool {
        var budgets = Budgets()
        budgets.atMost(0.48, "delta : zstd --patch-from -19, geometric mean of \(rows.count) pairs", geometricMean(rows.map(\.ratio)))
        let larger = rows.filter { !$0.isSmallest }.map(\.pair.name)
        budgets.holds("no delta larger than xz of the whole", larger.isEmpty ? "none" : larger.joined(separator: ", "), larger.isEmpty)
        budgets.atMost(3072, "applying, its own", Double(rows.map(\.deltaOwn).max() ?? 0), unit: "KB")
        let works = rows.allSatisfy {
            switch $0.group {
            case .megabytes(let count): count <= 4
            case .unknown: true
            case .none: false
            }
        }
        budgets.holds("applying works in a memory control group of 4 MB", works ? "yes" : "no", works)
        budgets.show()
        return budgets.areMet
    }
}

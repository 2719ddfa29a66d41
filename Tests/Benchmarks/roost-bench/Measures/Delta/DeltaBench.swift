import Glibc

/// Deltas of real files beside `zstd --patch-from -19`, xdelta3 and bsdiff: their sizes, and what applying them takes.
struct DeltaBench {
    /// Of the budget: eight of Debian, two of ours.
    private static let wanted = 10

    private let roost: String
    private let options: Options
    private let folder: TemporaryFolder

    init(_ options: Options) throws(BenchFailure) {
        roost = try Programs.roost(options)
        self.options = options
        folder = try TemporaryFolder()
        for name in ["xz", "zstd", "xdelta3", "bsdiff", "bspatch"] where Programs.found(name) == nil {
            throw .cannot("\(name) is not here; --install gets it")
        }
    }

    func run() throws(BenchFailure) -> Bool {
        say("delta: load now \(loadAverage())\n")
        var rows: [DeltaRow] = []
        for pair in try pairs() {
            let began = nanoseconds()
            rows.append(try DeltaRow(pair, roost: roost, in: folder))
            say("  \(pair.name): \(fixed(rows[rows.count - 1].ratio, 3)), after \((nanoseconds() - began) / 1_000_000_000) s\n")
        }
        guard !rows.isEmpty else { throw .usage("no pair has that name") }
        show(rows)
        return judge(rows)
    }

    /// All of them, or those whose name has `--pair` in it.
    private func pairs() throws(BenchFailure) -> [FilePair] {
        let store = Programs.pairsFolder
        try makeFolder(store)
        var pairs: [FilePair] = []
        for file in DebianFile.all {
            if let pair = try file.pair(in: store) { pairs.append(pair) } else { say("  left out, in one version only: \(file.package)\n") }
        }
        pairs.append(try StaticSwift.pair(in: store))
        if let before = options.before {
            guard isExecutable(before) else { throw .usage("--before: there is no program \(before)") }
            pairs.append(FilePair(name: "roost, a few commits", old: before, new: roost))
        } else {
            say("  left out, roost itself: --before names a build of it from before a change\n")
        }
        return pairs.filter { pair in options.pair.map { pair.name.contains($0) } ?? true }
    }

    private func show(_ rows: [DeltaRow]) {
        var table = Table(DeltaRow.head)
        for row in rows { table.add(row.cells) }
        let what = "KB while applying: resident at most, its own of that; the smallest memory control group it works in"
        table.show("Delta, bytes; \(what)")
    }

    private func judge(_ rows: [DeltaRow]) -> Bool {
        var budgets = Budgets()
        let mean = geometricMean(rows.map(\.ratio))
        if rows.count == Self.wanted {
            budgets.atMost(0.48, "delta : zstd --patch-from -19, geometric mean of ten pairs", mean)
        } else {
            say("\ngeometric mean of \(rows.count) pairs, to be judged with all ten: \(fixed(mean, 3))\n")
        }
        let larger = rows.filter { !$0.isSmallest }.map(\.pair.name)
        budgets.holds("no delta larger than xz of the whole", larger.isEmpty ? "none" : larger.joined(separator: ", "), larger.isEmpty)
        budgets.atMost(3072, "applying, its own", Double(rows.map(\.applying.own).max() ?? 0), unit: "KB")
        let works = rows.allSatisfy { $0.applying.group.isWithin(3) }
        budgets.holds("applying works in a memory control group of 3 MB, trees not in memory", works ? "yes" : "no", works)
        let resident = Double(rows.map(\.delta.peak).max() ?? 0)
        budgets.atMost(3072, "applying, resident with the program that all of Roost shares", resident, unit: "KB")
        budgets.show()
        return budgets.areMet
    }
}

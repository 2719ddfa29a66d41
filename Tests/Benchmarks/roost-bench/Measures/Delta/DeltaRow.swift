import Glibc

/// One pair through every program: sizes in bytes, and the most kilobytes that applying had resident.
struct DeltaRow {
    let pair: FilePair
    let length: Int
    let xz: Int
    let delta: Int
    let deltaPeak: Int
    let deltaOwn: Int
    let zstd: Int
    let zstdPeak: Int
    let xdelta: Int
    let bsdiff: Int
    let bspatchPeak: Int
    let group: Smallest

    /// The smallest memory control group that applying ends well in.
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
    }

    static let head = [
        "pair", "new file", "xz -9e", "delta", "zstd", "delta : zstd", "xdelta3", "bsdiff", "KB: delta", "its own", "zstd", "bspatch",
        "group MB",
    ]

    var ratio: Double { Double(delta) / Double(zstd) }
    /// Whatever else is right, nobody may fetch more than the whole.
    var isSmallest: Bool { delta <= xz }

    var cells: [String] {
        [pair.name] + [length, xz, delta, zstd].map(String.init) + [fixed(ratio, 3)]
            + [xdelta, bsdiff, deltaPeak, deltaOwn, zstdPeak, bspatchPeak].map(String.init)
            + [group.text]
    }
}

extension DeltaRow {
    /// Makes and applies all of them; what comes out has to be the new file.
    init(_ pair: FilePair, roost: String, in folder: TemporaryFolder) throws(BenchFailure) {
        let bench = DeltaRun(pair, roost, folder)
        try bench.prepare()
        self.pair = pair
        length = fileLength(pair.new)
        let made = try Measured(bench.making, in: folder).output.split(separator: " ").compactMap { Int($0) }
        guard made.count == 2 else { throw .cannot("bench-delta made nothing of \(pair.name)") }
        delta = made[1]
        let applied = try bench.apply()
        (deltaPeak, deltaOwn) = (applied.peak, applied.own)
        group = try bench.smallestGroup()
        xz = try bench.size("xz", "-9e", "--keep", "--stdout", "--threads=1", pair.new)
        zstd = try bench.made("zstd", "-19", "-q", "-f", "--patch-from=\(pair.old)", pair.new, "-o")
        zstdPeak = try bench.back("zstd", "-d", "-q", "-f", "--long=31", "--patch-from=\(pair.old)", DeltaRun.made, "-o", DeltaRun.back)
        xdelta = try bench.made("xdelta3", "-e", "-9", "-f", "-s", pair.old, pair.new)
        bsdiff = try bench.made("bsdiff", pair.old, pair.new)
        bspatchPeak = try bench.back("bspatch", pair.old, DeltaRun.back, DeltaRun.made)
    }
}

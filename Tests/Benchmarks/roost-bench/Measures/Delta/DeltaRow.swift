/// One pair through every program: sizes in bytes, and the most kilobytes that applying had resident.
struct DeltaRow {
    let pair: FilePair
    let length: Int
    let xz: Int
    let delta: Patch
    let applying: Applying
    let zstd: Patch
    let xdelta: Patch
    let bsdiff: Patch

    /// One way from the old file to the new: bytes of the patch, kilobytes resident while it is applied.
    struct Patch {
        let bytes: Int
        let peak: Int
    }

    static let head = [
        "pair", "new file", "xz -9e", "delta", "zstd", "xdelta3", "bsdiff", "delta : zstd", "KB: delta", "its own", "zstd",
        "xdelta3", "bspatch", "group MB",
    ]

    var ratio: Double { Double(delta.bytes) / Double(zstd.bytes) }
    /// Whatever else is right, nobody may fetch more than the whole.
    var isSmallest: Bool { delta.bytes <= xz }

    var cells: [String] {
        [pair.name] + [length, xz, delta.bytes, zstd.bytes, xdelta.bytes, bsdiff.bytes].map(String.init) + [fixed(ratio, 3)]
            + [String(delta.peak), String(applying.own)]
            + [zstd.peak, xdelta.peak, bsdiff.peak].map(String.init) + [applying.group.text]
    }
}

extension DeltaRow {
    /// Makes and applies all of them; what comes out has to be the new file.
    init(_ pair: FilePair, roost: String, in folder: TemporaryFolder) throws(BenchFailure) {
        let run = DeltaRun(pair, try Programs.unpacker(of: roost), folder)
        let (made, back) = (DeltaRun.made, DeltaRun.back)
        self.pair = pair
        length = fileLength(pair.new)
        try run.prepare()
        say("  \(pair.name): delta", to: 2)
        let bytes = try run.make()
        say(", applying", to: 2)
        (delta, applying) = try run.apply(bytes)
        say(", xz", to: 2)
        xz = try run.size("xz", "-9e", "--keep", "--stdout", "--threads=1", pair.new)
        say(", zstd", to: 2)
        zstd = try run.patch(
            by: ["zstd", "-19", "-q", "-f", "--patch-from=\(pair.old)", pair.new, "-o", made],
            applied: ["zstd", "-d", "-q", "-f", "--long=31", "--patch-from=\(pair.old)", made, "-o", back])
        say(", xdelta3", to: 2)
        xdelta = try run.patch(
            by: ["xdelta3", "-e", "-9", "-f", "-s", pair.old, pair.new, made],
            applied: ["xdelta3", "-d", "-f", "-s", pair.old, made, back])
        say(", bsdiff", to: 2)
        bsdiff = try run.patch(by: ["bsdiff", pair.old, pair.new, made], applied: ["bspatch", pair.old, back, made])
        say("\n", to: 2)
    }
}

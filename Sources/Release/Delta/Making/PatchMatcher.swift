/// Finds what of a new file is nearly the same in an old one: Percival's method (Naive Differences of Executable Code, 2003).
///
/// It goes through the new file with an alignment, a distance between new and old places. Where an exact match elsewhere is
/// clearly longer than what the alignment still yields, it changes to that one; around the change both are stretched as far
/// as more bytes agree than not.
struct PatchMatcher {
    /// By how many bytes another alignment has to be better: a change costs about as much.
    private static let advantage = 8
    /// How often progress is told.
    private static let pieceSize = 1 << 20

    private let old: UnsafeBufferPointer<UInt8>
    private let new: UnsafeBufferPointer<UInt8>
    private let suffixes: SuffixArray
    private var steps: [PatchStep] = []
    /// Where in the new and the old file the part begins that is not yet told.
    private var begin = 0
    private var beginOld = 0

    private init(_ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>, _ suffixes: SuffixArray) {
        (self.old, self.new, self.suffixes) = (old, new, suffixes)
    }

    static func steps(
        from old: UnsafeBufferPointer<UInt8>, to new: UnsafeBufferPointer<UInt8>, _ suffixes: SuffixArray, _ progress: inout ProgressCount
    ) throws(ReleaseFailure) -> [PatchStep] {
        var matcher = PatchMatcher(old, new, suffixes)
        try matcher.match(&progress)
        return matcher.steps
    }

    private mutating func match(_ progress: inout ProgressCount) throws(ReleaseFailure) {
        var (scan, offset, told) = (0, 0, 0)
        while scan < new.count {
            let found = nextMatch(from: scan, offset: offset)
            tell(until: found.scan, at: found.position)
            offset = found.position - found.scan
            scan = found.scan + found.length
            if scan - told >= Self.pieceSize {
                try progress.add(Int64(scan - told))
                told = scan
            }
        }
        if begin < new.count { tell(until: new.count, at: nil) }
        try progress.add(Int64(new.count - told))
    }

    /// The next place whose best match is not, or not nearly, what the alignment yields there.
    private func nextMatch(from start: Int, offset: Int) -> (scan: Int, position: Int, length: Int) {
        // `agreeing` counts the bytes from `scan` up to `counted` that the alignment yields.
        var (scan, counted, agreeing) = (start, start, 0)
        while scan < new.count {
            let match = suffixes.longestMatch(of: new[scan...], in: old)
            while counted < scan + match.length {
                if agrees(counted, offset) { agreeing += 1 }
                counted += 1
            }
            if match.length > agreeing + Self.advantage { return (scan, match.position, match.length) }
            if match.length == agreeing, match.length > 0 {
                // The alignment itself: nothing to change before its end.
                (scan, agreeing) = (scan + match.length, 0)
                counted = scan
                continue
            }
            if counted > scan, agrees(scan, offset) { agreeing -= 1 }
            scan += 1
            counted = max(counted, scan)
        }
        return (new.count, 0, 0)
    }

    private func agrees(_ place: Int, _ offset: Int) -> Bool {
        let other = place + offset
        return other >= 0 && other < old.count && old[other] == new[place]
    }

    /// Tells all that lies before `scan`, where a match at `position` in the old file begins; nil: there is no more.
    private mutating func tell(until scan: Int, at position: Int?) {
        var forward = stretchForward(until: scan)
        var backward = position.map { stretchBackward(from: scan, $0) } ?? 0
        let overlap = begin + forward - (scan - backward)
        if overlap > 0, let position {
            let kept = bestSplit(forward, overlap, scan, backward, position)
            (forward, backward) = (forward - overlap + kept, backward - kept)
        }
        let extra = scan - backward - (begin + forward)
        if forward + extra > 0 { steps.append(PatchStep(position: Int64(beginOld), diff: Int64(forward), extra: Int64(extra))) }
        begin = scan - backward
        if let position { beginOld = position - backward }
    }

    /// How far the old alignment goes on being more right than wrong.
    private func stretchForward(until scan: Int) -> Int {
        var (right, best, length) = (0, 0, 0)
        for count in 0..<min(scan - begin, old.count - beginOld) {
            if old[beginOld + count] == new[begin + count] { right += 1 }
            if right * 2 - (count + 1) > best * 2 - length { (best, length) = (right, count + 1) }
        }
        return length
    }

    /// How far back the new one is already more right than wrong.
    private func stretchBackward(from scan: Int, _ position: Int) -> Int {
        var (right, best, length) = (0, 0, 0)
        for count in 0..<min(scan - begin, position) {
            if old[position - count - 1] == new[scan - count - 1] { right += 1 }
            if right * 2 - (count + 1) > best * 2 - length { (best, length) = (right, count + 1) }
        }
        return length
    }

    /// Both alignments claim the same bytes: how many of them the old one keeps so that most are right.
    private func bestSplit(_ forward: Int, _ overlap: Int, _ scan: Int, _ backward: Int, _ position: Int) -> Int {
        var (score, best, kept) = (0, 0, 0)
        for count in 0..<overlap {
            let place = begin + forward - overlap + count
            if new[place] == old[beginOld + forward - overlap + count] { score += 1 }
            if new[place] == old[position - backward + count] { score -= 1 }
            if score > best { (best, kept) = (score, count + 1) }
        }
        return kept
    }
}

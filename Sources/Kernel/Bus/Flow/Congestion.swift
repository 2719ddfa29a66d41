/// A peer above its mark: since when, whether it takes anything, and who is held back for it.
struct Congestion {
    let since: Int64
    private var lastWritten: Int
    private var lastProgress: Int64
    /// Peers that are not read until this one has room, by id.
    private var held: Set<UInt64> = []

    init(written: Int, now: Int64) {
        since = now
        lastWritten = written
        lastProgress = now
    }

    mutating func progressed(_ written: Int, now: Int64) {
        guard written > lastWritten else { return }
        lastWritten = written
        lastProgress = now
    }

    /// False when it was held already.
    mutating func hold(_ publisher: UInt64) -> Bool { held.insert(publisher).inserted }

    mutating func takeHeld() -> Set<UInt64> {
        defer { held = [] }
        return held
    }

    /// Milliseconds in which it has taken nothing.
    func idle(now: Int64) -> Int64 { now - lastProgress }
}

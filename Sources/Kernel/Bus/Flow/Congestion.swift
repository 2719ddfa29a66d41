/// A peer above its mark: whether it takes anything, how much, and who is held back for it.
struct Congestion {
    private var lastWritten: Int64
    private var lastProgress: Int64
    /// A second's beginning and what had been taken by then, to tell slow from fast.
    private var secondBegan: Int64
    private var writtenThen: Int64
    private var takenInLastSecond = Int64.max
    /// Milliseconds for which it has held others back though it was granted all it may have.
    private(set) var slowlyHeld: Int64 = 0
    /// Peers that are not read until this one has room, by id.
    private(set) var held: Set<UInt64> = []

    init(written: Int64, now: Int64) {
        (lastWritten, writtenThen) = (written, written)
        (lastProgress, secondBegan) = (now, now)
    }

    /// What it has taken by now, and for how long it held others back as a slow one.
    mutating func observe(written: Int64, slowlyHeld: Int64, now: Int64) {
        if written > lastWritten { (lastWritten, lastProgress) = (written, now) }
        if now - secondBegan >= 1000 {
            takenInLastSecond = written - writtenThen
            (secondBegan, writtenThen) = (now, written)
        }
        self.slowlyHeld += slowlyHeld
    }

    /// False when it was held already.
    mutating func hold(_ publisher: UInt64) -> Bool { held.insert(publisher).inserted }

    mutating func takeHeld() -> Set<UInt64> {
        defer { held = [] }
        return held
    }

    /// Milliseconds in which it has taken nothing.
    func idle(now: Int64) -> Int64 { now - lastProgress }

    /// It took less than so many bytes in the last full second.
    func isSlower(than bytes: Int) -> Bool { takenInLastSecond < Int64(bytes) }
}

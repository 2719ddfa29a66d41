/// How many appends a group waits for, and how long at most: learnt from the last one.
struct Gathering: Equatable {
    static let longest = Duration.milliseconds(10)

    /// Those who were answered are likely to come again, and those who came meanwhile are there.
    private(set) var expected = 1
    /// No longer than the last write took: who waits in vain has lost one write's time.
    private(set) var patience = Duration.zero

    mutating func wrote(_ count: Int, whileCame others: Int, taking time: Duration) {
        expected = count + others
        patience = min(max(time, .milliseconds(1)), Self.longest)
    }
}

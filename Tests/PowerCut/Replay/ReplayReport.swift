/// How many states were looked at, and which of them were wrong.
public struct ReplayReport: Sendable, CustomStringConvertible {
    public struct Failure: Sendable, CustomStringConvertible {
        public let state: CrashState
        public let words: String
        /// Found by the judge; otherwise the state could not even be looked at.
        public let isJudged: Bool

        public var description: String { "cut after event \(state.event), \(state.words): \(words)" }
    }

    /// Different disks, each rebuilt once.
    public let disks: Int
    /// The same, counted again where more had been promised.
    public let states: Int
    /// Different states found and not looked at, because of the limit given.
    public let leftOut: Int
    /// Combinations looked at; their product over all files and folders would have been `conceivable`.
    public let tried: Int
    public let conceivable: Double
    public let time: Duration
    public let failures: [Failure]

    public var description: String {
        let each = disks > 0 ? Int(time / .microseconds(1)) / disks : 0
        let seconds = Double(Int(time / .milliseconds(10))) / 100
        return "\(disks) disks (\(states) states, \(leftOut) left out; \(tried) of \(Int(min(conceivable, 1e18))) combinations) in "
            + "\(seconds) s, \(each / 1000).\(each % 1000 / 100) ms each, \(failures.count) failures"
    }
}

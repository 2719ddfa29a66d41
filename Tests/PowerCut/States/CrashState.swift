/// One state of the disk that a cut at one point may leave, and what the world had been told by then.
public struct CrashState: Sendable {
    /// So many events had happened.
    public let event: Int
    /// Which of them did not reach the disk, in words.
    public let words: String
    /// What was promised before the cut.
    public let said: [String]
    /// Equal for states whose files are equal.
    let fingerprint: Int
    let image: DiskImage
}

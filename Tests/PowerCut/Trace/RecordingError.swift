/// A log that cannot be trusted to tell what reached the disk: something in it is not modelled, or does not fit the model.
public struct RecordingError: Error, CustomStringConvertible {
    /// Line of strace's log; none for what concerns the whole.
    public var line: Int?
    public var words: String

    public init(line: Int? = nil, words: String) {
        self.line = line
        self.words = words
    }

    public var description: String { (line.map { "line \($0): " } ?? "") + words }
}

/// Why a configuration file cannot be used, in words for the person who wrote it.
public struct ConfigurationProblem: Error, Equatable, Sendable {
    public let file: String
    /// Counted from 1; 0 if it concerns the file as such.
    public let line: Int
    public let reason: String
    /// What to do about it.
    public let remedy: String

    public init(file: String, line: Int = 0, reason: String, remedy: String) {
        (self.file, self.line, self.reason, self.remedy) = (file, line, reason, remedy)
    }

    /// `FILE:LINE: reason; remedy`.
    public var text: String { "\(file)\(line > 0 ? ":\(line)" : ""): \(reason); \(remedy)" }

    init(_ problem: ManifestProblem) {
        self.init(file: problem.file, line: problem.line, reason: problem.reason, remedy: problem.remedy)
    }
}

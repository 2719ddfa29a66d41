/// Folders of features that are not the host's yet, read in another process, so that nothing in them can harm who asks.
public struct ManifestReader {
    public let directories: [String]

    /// In their order: what comes first is what is asked about, the others are the features it would stand beside.
    public init(_ directories: [String]) { self.directories = directories }

    /// It takes some milliseconds of waiting, so it belongs on a lane. This process must be `roost`, which is also the reader.
    public func read() throws(ConfigurationProblem) -> [ManifestLine] {
        do throws(ChildOutput.Failure) {
            let output = try ChildOutput.of(["roost-manifests"] + directories)
            // It parses nothing itself: what it has not said is not there for want of memory, and no manifest's fault.
            guard output.isWhole else { throw ChildOutput.Failure(words: "it died before all was said") }
            return output.bytes.split(separator: UInt8(ascii: "\n")).compactMap { ManifestLine(bytes: Array($0)) }
        } catch {
            let file = directories.first ?? ""
            throw ConfigurationProblem(file: file, reason: "cannot be read now: the reader: \(error.words)", remedy: "try again")
        }
    }
}

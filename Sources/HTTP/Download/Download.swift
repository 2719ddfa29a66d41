public import Trust

/// A file to be fetched, of a length and a digest known beforehand: no server can make it longer or other than that.
public struct Download: Sendable {
    public let url: HTTPURL
    /// Where it is to be; `path.part` and `path.progress` stand beside it until it is whole.
    public let path: String
    public let length: Int
    public let digest: Digest

    public init(_ url: HTTPURL, to path: String, length: Int, digest: Digest) {
        self.url = url
        self.path = path
        self.length = length
        self.digest = digest
    }

    var partPath: String { path + ".part" }
    var recordPath: String { path + ".progress" }
}

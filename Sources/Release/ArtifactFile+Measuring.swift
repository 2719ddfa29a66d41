extension ArtifactFile {
    /// What a file is that is there already, by SHA-256. Blocks.
    public init(measuring path: String) throws(ReleaseFailure) {
        var silent = ProgressCount(of: 0) { _ in true }
        let (digest, length) = try OpenFile(path).digest(counting: &silent)
        self.init(length: length, digest: digest)
    }
}

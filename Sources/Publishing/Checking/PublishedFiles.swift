/// Where a check gets a repository's files from.
package protocol PublishedFiles {
    /// A file of metadata by its name, at most so long; nil if there is none.
    func metadata(_ name: String, atMost limit: Int) throws(PublishingError) -> [UInt8]?

    /// The names of all files of metadata; nil where nobody can list them.
    func metadataNames() throws(PublishingError) -> [String]?

    /// What lies under a path below `targets`; nil if nothing does. More bytes than `limit` need not be read.
    func content(of path: String, atMost limit: Int) throws(PublishingError) -> FileContent?

    /// Where that is, for people.
    func place(of path: String) -> String
}

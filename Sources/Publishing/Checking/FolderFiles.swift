/// A repository's files as they lie in a folder, or on a stick.
struct FolderFiles: PublishedFiles {
    let folder: String

    func metadata(_ name: String, atMost limit: Int) throws(PublishingError) -> [UInt8]? {
        try InputFile.bytes("\(folder)/metadata/\(name)", atMost: limit)
    }

    func metadataNames() throws(PublishingError) -> [String]? { try Shelf("\(folder)/metadata").names() }

    func content(of path: String, atMost limit: Int) throws(PublishingError) -> FileContent? { try FileContent(of: place(of: path)) }

    func place(of path: String) -> String { "\(folder)/targets/\(path)" }
}

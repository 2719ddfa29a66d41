/// What a program did to files, free of descriptors, offsets and paths.
public enum Deed: Equatable, Sendable {
    /// Entries that change together or not at all: one for create, mkdir, link, symlink and unlink, two for a rename.
    case names([NameChange])
    case write(NodeID, offset: Int, bytes: [UInt8])
    case resize(NodeID, size: Int)
    case rights(NodeID, Rights)
    /// Of a file: its bytes, its size and, unless only the data was meant, its rights. Of a folder: its names.
    case sync(NodeID, dataOnly: Bool)
    case syncAll
    /// Something said to the world outside: whatever was promised by it must be true after any later cut.
    case said(String)
}

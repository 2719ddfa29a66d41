import TUF

/// Files of metadata that must be written to the last once the first is: kept in the workshop until they are.
///
/// Only for what cannot be made to fit at every instant; all else is rolled back by being left alone.
struct UnfinishedEdition {
    /// The names in their order, one on each line. It comes last and goes first: without it nothing is unfinished.
    private static let list = "list"
    private let shelf: Shelf

    init(_ workshop: Workshop) { shelf = Shelf("\(workshop.path)/unfinished") }

    var isThere: Bool { get throws(PublishingError) { try FileContent.status(of: shelf.place(Self.list)) != nil } }

    func keep(_ files: [MetadataFile]) throws(PublishingError) {
        try shelf.make(mode: 0o700)
        for file in files { try shelf.write(file.bytes, to: file.name) }
        try shelf.write(Array(files.map { "\($0.name)\n" }.joined().utf8), to: Self.list)
    }

    /// Writes what a publisher that was cut off could not. Again is no harm.
    func finish(in metadata: Shelf) throws(PublishingError) {
        if let names = try InputFile.bytes(shelf.place(Self.list), atMost: 64 << 10) {
            for name in names.split(separator: UInt8(ascii: "\n")).map({ String(decoding: $0, as: UTF8.self) }) {
                guard let bytes = try InputFile.bytes(shelf.place(name), atMost: Bounds.targetsBytes) else {
                    throw .broken(words: "\(shelf.place(name)) is missing, and the repository waits for it")
                }
                // The root comes last: if it is there, it is this one, and no root is ever written over.
                if Leftovers.versionAndRole(name)?.role == "root", try FileContent.status(of: metadata.place(name)) != nil { continue }
                try metadata.write(bytes, to: name)
            }
        }
        try forget()
    }

    func forget() throws(PublishingError) {
        let names = try shelf.names()
        guard !names.isEmpty else { return }
        try shelf.remove(Self.list)
        try Shelf.sync(shelf.path)
        for name in names { try shelf.remove(name) }
    }
}

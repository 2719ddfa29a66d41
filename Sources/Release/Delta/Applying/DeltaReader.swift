/// An open delta: its header, and where each file's part lies.
struct DeltaReader {
    static let prefixLength: Int64 = 16

    let header: DeltaHeader
    private let file: OpenFile
    private let firstPart: Int64

    /// Parts have to fill the file exactly.
    init(_ path: String) throws(ReleaseFailure) {
        file = try OpenFile(path)
        let prefix = try file.bytes(in: 0..<min(Self.prefixLength, file.size))
        guard prefix.count == Self.prefixLength, prefix.starts(with: DeltaHeader.magic) else {
            throw .artifact(place: path, why: "it is no delta of a kind known here")
        }
        let length = prefix[12...].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        firstPart = Self.prefixLength + length
        guard firstPart <= file.size else { throw .artifact(place: path, why: "it ends within its header") }
        header = try DeltaHeader(parsing: try Self.headerBytes(file, Self.prefixLength..<firstPart))
        guard header.parts.reduce(firstPart, { $0 + $1.length }) == file.size else {
            throw .artifact(place: path, why: "its parts do not fill it")
        }
    }

    private static func headerBytes(_ file: OpenFile, _ range: Range<Int64>) throws(ReleaseFailure) -> [UInt8] {
        let xz = try XZReader(file, range, memory: XZSettings.memory(dictionary: DeltaHeader.dictionary))
        return try xz.contents(atMost: DeltaHeader.maximumRecipe + ReleaseManifest.maximumLength)
    }

    /// Goes through the files with their parts, and with where the parts lie.
    func visit(_ visitor: (TreeEntry, DeltaPart, Range<Int64>) throws(ReleaseFailure) -> Void) throws(ReleaseFailure) {
        var start = firstPart
        for (entry, part) in zip(header.manifest.files, header.parts) {
            try visitor(entry, part, start..<start + part.length)
            start += part.length
        }
    }

    func stream(_ range: Range<Int64>) throws(ReleaseFailure) -> XZReader {
        try XZReader(file, range, memory: XZSettings.memory(dictionary: DeltaArtifact.dictionary))
    }
}

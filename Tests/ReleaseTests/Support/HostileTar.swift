@testable import Release

/// A tar put together by hand, header by header, as no decent program would write it; compressed as artifacts are.
struct HostileTar {
    private(set) var bytes: [UInt8] = []

    /// An entry of the ustar format; `size` is what the header claims.
    mutating func add(
        _ name: String, type: Character = "0", link: String = "", size: Int? = nil, sizeText: String? = nil, mode: String = "0000644",
        _ content: [UInt8] = []
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ place: Int, _ length: Int) {
            header.replaceSubrange(place..<place + min(length, text.utf8.count), with: text.utf8.prefix(length))
        }
        put(name, 0, 100)
        put(mode, 100, 7)
        put("0000000", 108, 7)
        put("0000000", 116, 7)
        let digits = String(size ?? content.count, radix: 8)
        put(sizeText ?? String(repeating: "0", count: max(0, 11 - digits.count)) + digits, 124, 11)
        put("00000000000", 136, 11)
        put("        ", 148, 8)
        put(String(type), 156, 1)
        put(link, 157, 100)
        put("ustar", 257, 5)
        put("00", 263, 2)
        Self.sum(&header[...])
        bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// What stands in the checksum's place counts as spaces.
    private static func sum(_ header: inout ArraySlice<UInt8>) {
        let place = header.startIndex + 148
        header.replaceSubrange(place..<place + 8, with: "        ".utf8)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        header.replaceSubrange(place..<place + 8, with: (String(repeating: "0", count: 6 - sum.count) + sum + "\0 ").utf8)
    }

    /// Of the header it is in; where `summed`, its checksum is right again.
    mutating func alter(byte place: Int, summed: Bool) {
        bytes[place] ^= 1
        let start = place / 512 * 512
        if summed { Self.sum(&bytes[start..<start + 512]) }
    }

    mutating func append(_ raw: [UInt8]) { bytes += raw }

    mutating func add(_ manifest: ReleaseManifest) { add(ReleaseManifest.fileName, manifest.bytes) }

    func write(to path: String, dictionary: UInt32 = 1 << 20, end: [UInt8] = Array(repeating: 0, count: 1024)) throws {
        try TestFiles.write(try XZWriter.compressed(bytes + end, XZSettings(dictionary: dictionary)), to: path)
    }
}

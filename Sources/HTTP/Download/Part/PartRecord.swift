import Files
import Trust

/// What a part is a part of: written before its first byte, and once more when the part is left in order, never while it grows.
struct PartRecord: Equatable {
    let url: String
    let length: Int
    let digest: String
    /// The server's name for these very bytes. Without one a part cannot be continued.
    let validator: String
    /// So many bytes were on the disk when the part was last left in order. Less than all: the last is always asked for.
    let kept: Int

    private static let format = "roost download 2"

    init(_ download: Download, validator: String?, kept: Int = 0) {
        url = "\(download.url)"
        length = download.length
        digest = "\(download.digest.algorithm.rawValue):\(download.digest)"
        self.validator = validator ?? ""
        self.kept = kept
    }

    private static let longest = 16 << 10

    /// What there is beside a part; nil for what is not there, or longer than any record.
    init?(of download: Download) {
        guard let bytes = try? SmallFile.whole(download.recordPath, atMost: Self.longest, links: .refused) else { return nil }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    /// Nil for what is no record. The validator goes into a request: what no server's was is none.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 7, lines[0] == Self.format, lines[6].isEmpty, let length = Int(lines[2]), let kept = Int(lines[5]),
            kept >= 0, kept < max(length, 1), lines[4].isEmpty || HTTPResponse.isStrongValidator(lines[4])
        else { return nil }
        (url, self.length, digest, validator, self.kept) = (lines[1], length, lines[3], lines[4], kept)
    }

    /// A line each: neither a URL nor a validator can hold a line's end.
    var text: String { "\(Self.format)\n\(url)\n\(length)\n\(digest)\n\(validator)\n\(kept)\n" }

    /// Whether a part with this record may become this download.
    func isOf(_ download: Download) -> Bool {
        self == PartRecord(download, validator: validator, kept: kept) && !validator.isEmpty
    }
}

import Files
import Trust

/// What a part is a part of: written before its first byte, and never changed while it grows.
struct PartRecord: Equatable {
    let url: String
    let length: Int
    let digest: String
    /// The server's name for these very bytes. Without one a part cannot be continued.
    let validator: String

    private static let format = "roost download 1"

    init(_ download: Download, validator: String?) {
        url = "\(download.url)"
        length = download.length
        digest = "\(download.digest.algorithm.rawValue):\(download.digest)"
        self.validator = validator ?? ""
    }

    private static let longest = 16 << 10

    /// What there is beside a part; nil for what is not there, or longer than any record.
    init?(of download: Download) {
        guard let bytes = try? SmallFile.whole(download.recordPath, atMost: Self.longest, links: .refused) else { return nil }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    /// Nil for what is no record.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 6, lines[0] == Self.format, lines[5].isEmpty, let length = Int(lines[2]) else { return nil }
        (url, self.length, digest, validator) = (lines[1], length, lines[3], lines[4])
    }

    /// A line each: neither a URL nor a validator can hold a line's end.
    var text: String { "\(Self.format)\n\(url)\n\(length)\n\(digest)\n\(validator)\n" }

    /// Whether a part with this record may become this download.
    func isOf(_ download: Download) -> Bool { self == PartRecord(download, validator: validator) && !validator.isEmpty }
}

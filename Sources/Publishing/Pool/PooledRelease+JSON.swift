import Release
import Trust
import Wire

extension PooledRelease {
    /// The record of it.
    var bytes: [UInt8] {
        let json: JSON = ["offer": offer.json, "full": full.json, "deltas": .array(deltas.map(\.json))]
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// From a record that this program has written; nil if it is not one.
    init?(parsing bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let text = json["offer"], let offer = try? ReleaseOffer(parsing: text.bytes) else {
            return nil
        }
        guard let full = json["full"].flatMap(PooledFile.init), let lines = json["deltas"]?.array else { return nil }
        let deltas = lines.compactMap(PooledFile.init)
        guard offer.deltas.map(\.path) == deltas.map(\.name) else { return nil }
        self.init(offer: offer, full: full, deltas: deltas)
    }
}

extension PooledFile {
    fileprivate var json: JSON {
        ["name": .string(name), "length": JSON(content.length), "sha256": .string(content.digest.description)]
    }

    fileprivate init?(_ json: JSON) {
        guard let name = json["name"]?.string, let length = json["length"]?.integer, length >= 0,
            let digest = json["sha256"]?.string.flatMap({ Digest(.sha256, hexadecimal: $0) }), !name.utf8.contains(UInt8(ascii: "/")),
            !name.hasPrefix(".")
        else { return nil }
        self.init(name: name, content: FileContent(length: Int(length), digest: digest))
    }
}

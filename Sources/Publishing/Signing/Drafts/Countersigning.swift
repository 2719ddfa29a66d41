import Files
package import TUF
import Trust

/// Adds signatures to a draft, on a machine that has a key of its role and nothing else of the publisher's.
package struct Countersigning {
    /// What was signed, for whoever has to answer for it.
    package struct Report: Sendable {
        package let role: String
        package let version: Int
        package let expires: UTCTime
        /// Ids of the keys that signed now.
        package let keys: [String]
        /// Signatures there are now, of these keys or others.
        package let signatures: Int
        /// Paths of what it lists.
        package let targets: [String]
    }

    private let ring: KeyRing

    package init(_ ring: KeyRing) { self.ring = ring }

    /// `path` ends with ROLE.json. The file is replaced, wholly or not at all.
    package func sign(_ path: String) throws(PublishingError) -> Report {
        let place = FilePath(path)
        let name = place.name
        guard name.hasSuffix(".json"), let bytes = try InputFile.bytes(path, atMost: Bounds.targetsBytes) else {
            throw .refused(words: "\(path) is no draft", remedy: "name a file ROLE.json of the folder drafts in a workshop")
        }
        let role = String(name.dropLast(".json".utf8.count))
        var metadata: Metadata<Targets>
        do throws(MetadataError) { metadata = try Metadata(parsing: bytes, atMost: Bounds.targetsBytes) } catch {
            throw .file(path: path, words: "\(error)")
        }
        let keys = try ring.keys(of: role)
        guard !keys.isEmpty else {
            throw .keysMissing(role: role, have: 0, need: 1, remedy: "name the folder that holds \(role)-….pem with --keys")
        }
        do throws(KeyError) { metadata = try metadata.signed(by: keys.map(\.key)) } catch {
            throw .key(path: path, problem: .unusable(error))
        }
        try Shelf(place.folder).write(metadata.bytes, to: name)
        return Report(
            role: role, version: metadata.signed.version, expires: metadata.signed.expires, keys: keys.map(\.id),
            signatures: metadata.signatures.count, targets: metadata.signed.targets.keys.map(\.string).sorted())
    }
}

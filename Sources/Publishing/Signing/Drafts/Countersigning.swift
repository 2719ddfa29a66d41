import Files
import TUF
import Trust

/// Adds signatures to a draft, on a machine that has a key of its role and nothing else of the publisher's.
package struct Countersigning {
    private let ring: KeyRing

    package init(_ ring: KeyRing) { self.ring = ring }

    /// `path` ends with ROLE.json. The file is replaced, wholly or not at all; in a dry run it stays as it is.
    package func sign(_ path: String, dryRun: Bool = false) throws(PublishingError) -> CountersigningReport {
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
        guard !dryRun else { return CountersigningReport(role, metadata, keys: []) }
        let keys = try ring.keys(of: role)
        guard !keys.isEmpty else {
            let remedy = "name the folder that holds \(role)-….pem with --keys; the draft must be called as its role, ROLE.json"
            throw .keysMissing(role: role, have: 0, need: 1, remedy: remedy)
        }
        do throws(KeyError) { metadata = try metadata.signed(by: keys.map(\.key)) } catch {
            throw .key(path: path, problem: .unusable(error))
        }
        try Shelf(place.folder).write(metadata.bytes, to: name)
        return CountersigningReport(role, metadata, keys: keys.map(\.id))
    }
}

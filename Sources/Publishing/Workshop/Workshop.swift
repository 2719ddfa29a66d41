package import Manifests

/// The publisher's own folder, and what is where in it.
///
/// Of it, only the repository is ever served; keys, records and the trust anchor stay here.
package struct Workshop: Sendable {
    /// Absolute or as the operator wrote it, without a slash at its end.
    package let path: String
    package let configuration: PublishingConfiguration
    /// Where keys are looked for besides `keys`, first.
    package let keyFolders: [String]

    /// Reads `publish.toml`.
    package init(_ path: String, keyFolders: [String] = []) throws(PublishingError) {
        let file = "\(path)/publish.toml"
        guard let text = try InputFile.bytes(file, atMost: 64 << 10) else {
            throw .refused(
                words: "\(path) is no publisher's folder: it has no publish.toml",
                remedy: "make one with: roost publish init --workshop \(path)")
        }
        try self.init(path, keyFolders: keyFolders, configuration: Self.configuration(text, file: file))
    }

    package init(_ path: String, keyFolders: [String] = [], configuration: PublishingConfiguration) {
        (self.path, self.keyFolders, self.configuration) = (path, keyFolders, configuration)
    }

    package static func configuration(_ text: [UInt8], file: String) throws(PublishingError) -> PublishingConfiguration {
        do throws(ConfigurationProblem) {
            return try PublishingConfiguration(toml: text, file: file)
        } catch {
            throw .refused(words: "\(error.file):\(error.line): \(error.reason)", remedy: error.remedy)
        }
    }

    package var configurationFile: String { "\(path)/publish.toml" }
    /// The first root: what a router is given once, to trust all later ones.
    package var anchor: String { "\(path)/root.json" }
    package var keys: String { "\(path)/keys" }
    /// What was added, one record for each artifact.
    package var releases: String { "\(path)/releases" }
    package var lock: String { "\(path)/lock" }

    package var repository: String {
        let place = configuration.repository
        return place.utf8.first == UInt8(ascii: "/") ? place : "\(path)/\(place)"
    }
}

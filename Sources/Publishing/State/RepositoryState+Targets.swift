import Files
package import TUF

extension RepositoryState {
    /// A target that some role lists, and where it lies below `targets`.
    package struct Target {
        package let path: ExactText
        package let file: TargetFile

        /// With its digest before its name, as consistent snapshots want it.
        package var storedPath: String {
            let name = FilePath(path.string).name
            let folder = path.string.utf8.dropLast(name.utf8.count)
            return "\(Substring(folder))\(file.hashes.digests.first.map { "\($0)." } ?? "")\(name)"
        }
    }

    /// Of all channels, by path.
    package var targetFiles: [Target] {
        channels.values.flatMap(\.targets).map { Target(path: $0.key, file: $0.value) }.sorted { $0.path < $1.path }
    }

    func lists(_ path: String, in channel: String) -> Bool { channels[channel]?.targets[ExactText(path)] != nil }
}

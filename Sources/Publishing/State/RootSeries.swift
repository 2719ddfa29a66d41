/// The roots that lie in a folder, by their versions. A client walks along them one by one, so there may be no gap, and none is changed.
struct RootSeries {
    private let versions: Set<Int>

    /// Of all names in a folder of metadata.
    init(among names: some Sequence<String>) {
        versions = Set(names.compactMap(Leftovers.versionAndRole).filter { $0.role == "root" }.map(\.version))
    }

    var newest: Int { versions.max() ?? 0 }

    /// The first that is missing before the newest; nil if none is.
    var gap: Int? { (1..<max(1, newest)).first { !versions.contains($0) } }

    func requireWhole() throws(PublishingError) {
        guard let gap else { return }
        let names = (MetadataFile.name(of: "root", version: gap), MetadataFile.name(of: "root", version: newest))
        throw .broken(words: "\(names.0) is missing, and \(names.1) is there, which nobody can come to")
    }
}

import Files

/// Paths as manifests write them: absolute, relative to the feature's folder, below `@data` or below `@home`.
package struct FeaturePaths: Equatable, Sendable {
    let folder: String
    /// The feature's own folder, and the host's; absolute.
    let data: String
    let home: String

    package init(folder: String, data: String, home: String) {
        (self.folder, self.data, self.home) = (folder, data, home)
    }

    func resolve(_ path: String) -> String {
        for (name, place) in [("@data", data), ("@home", home)] where FilePath(path).isWithin(name) {
            return "\(place)\(Substring(path.utf8.dropFirst(name.utf8.count)))"
        }
        if FilePath(path).isAbsolute { return path }
        return path.isEmpty || path == "." || path == "./" ? folder : "\(folder)/\(path)"
    }

    /// As `resolve`, without `.`, `..`, doubled and last slashes: fit to be compared with other paths.
    func resolvePlainly(_ path: String) -> String {
        var names: [String] = []
        for name in FilePath(resolve(path)).names where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }
}

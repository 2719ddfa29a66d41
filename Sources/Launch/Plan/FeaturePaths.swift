/// Paths as manifests write them: absolute, relative to the feature's folder, or below `@data`.
struct FeaturePaths: Equatable, Sendable {
    let folder: String
    let data: String

    func resolve(_ path: String) -> String {
        if path == "@data" || path.hasPrefix("@data/") { return data + path.dropFirst(5) }
        if path.hasPrefix("/") { return path }
        return path.isEmpty || path == "." || path == "./" ? folder : "\(folder)/\(path)"
    }
}

import ArgumentParser

/// A feature's id, completed from what is installed.
struct FeatureArgument: ExpressibleByArgument, Equatable {
    let id: String

    /// Ids become paths: nothing else gets through.
    init?(argument: String) {
        guard let first = argument.utf8.first, (0x61...0x7A).contains(first), argument.utf8.count <= 48 else { return nil }
        guard argument.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) else { return nil }
        id = argument
    }

    static var defaultCompletionKind: CompletionKind {
        .custom { words, _, _ in
            let path = words.firstIndex(of: "--home").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
            return Folder(Home(path).plugins).visibleNames.map { $0.hasSuffix(".toml") ? String($0.dropLast(5)) : $0 }
        }
    }
}

/// What the suite asks for: options, then one word, and for `init` the file of the first root.
enum ClientCommand: Sendable {
    case initialise(metadata: String, root: String)
    case refresh(Repository)
    case download(Repository, Targets)

    struct Repository: Sendable {
        let metadata: String
        let url: String
    }

    struct Targets: Sendable {
        let names: [String]
        let folder: String
        let url: String
    }

    static let usage = """
        what it takes is
        --metadata-dir D init ROOT
        --metadata-url U --metadata-dir D refresh
        --metadata-url U --metadata-dir D --target-name P [--target-name P …] --target-dir T --target-base-url B download
        """

    /// Nil for anything else.
    init?(_ arguments: some Collection<String>) {
        var rest = arguments[...]
        var options: [String: [String]] = [:]
        while let name = rest.first, name.hasPrefix("--") {
            guard let value = rest.dropFirst().first else { return nil }
            options[name, default: []].append(value)
            rest = rest.dropFirst(2)
        }
        let words = Array(rest)
        func one(_ name: String) -> String? { options[name]?.count == 1 ? options[name]?.first : nil }
        guard let metadata = one("--metadata-dir") else { return nil }
        if words.count == 2, words[0] == "init" {
            self = .initialise(metadata: metadata, root: words[1])
            return
        }
        guard words.count == 1, let url = one("--metadata-url") else { return nil }
        let repository = Repository(metadata: metadata, url: url)
        switch words[0] {
        case "refresh": self = .refresh(repository)
        case "download":
            guard let names = options["--target-name"], let folder = one("--target-dir"), let base = one("--target-base-url") else {
                return nil
            }
            self = .download(repository, Targets(names: names, folder: folder, url: base.hasSuffix("/") ? base : base + "/"))
        default: return nil
        }
    }
}

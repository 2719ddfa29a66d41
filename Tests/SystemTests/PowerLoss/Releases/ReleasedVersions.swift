import Support

/// Both versions of what is updated, published, and served to all routers by one nginx.
final class ReleasedVersions {
    private let publication: Publication
    private let nginx: NginxServer
    /// What a router needs to be built.
    let stock: Stock

    struct Stock: Sendable {
        /// The first versions as they were released, the second ones too, and a database.
        let folder: TemporaryFolder
        let stops: StopLibrary
        let url: String
        let root: String

        func tree(of version: NewVersion, isNew: Bool) -> String { folder.path("\(version.id)-\(isNew ? 2 : 1)") }
        var book: String { folder.path("book.db") }
    }

    init(_ versions: [NewVersion]) throws {
        let (publication, folder) = (try Publication(), try TemporaryFolder("stock"))
        try publication.publish("init")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        self.publication = publication
        stock = Stock(
            folder: folder, stops: try StopLibrary(), url: "http://127.0.0.1:\(nginx.port)/roost",
            root: readText("\(publication.workshop)/root.json"))
        try Book(path: stock.book).write()
        for version in versions {
            for number in ["1.0.0", "2.0.0"] { try publish(version, number) }
            for isNew in [false, true] { try fetch(version, isNew: isNew) }
        }
    }

    private func publish(_ version: NewVersion, _ number: String) throws {
        let folder = "\(version.id)-\(number)"
        for (name, text) in version.tree(number) { try publication.folder.write(text, to: "\(folder)/\(name)", mode: 0o755) }
        let migrations = number == "1.0.0" || version.isCore ? [] : ["--migrations", "book.db=sql"]
        try publish(
            ["release", "--channel", "stable", "--force", publication.folder.path(folder), "--id", version.id, "--version", number]
                + ["--arch", "all"] + migrations)
    }

    private func fetch(_ version: NewVersion, isNew: Bool) throws {
        try publish([
            "fetch", "--url", "\(publication.workshop)/repository", "--root", "\(publication.workshop)/root.json", "--channel", "stable",
            "--id", version.id, "--version", isNew ? "2.0.0" : "1.0.0", "--into", stock.tree(of: version, isNew: isNew), "--trust",
            publication.folder.path("trust"),
        ])
    }

    private func publish(_ words: [String]) throws {
        let result = try publication.publish(words)
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }
}

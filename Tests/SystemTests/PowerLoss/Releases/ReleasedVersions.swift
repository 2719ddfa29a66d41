import Support

/// Both versions of what is updated, published, and served to all routers by one nginx; and the web server that they all report to.
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
        let receiver: WebhookReceiver

        func tree(of part: UpdatePart, isNew: Bool) -> String { folder.path("\(part.id)-\(isNew ? 2 : 1)") }
        var book: String { folder.path("book.db") }
    }

    init(_ versions: [NewVersion], receiver: WebhookReceiver? = nil) throws {
        let (publication, folder) = (try Publication(), try TemporaryFolder("stock"))
        try publication.publish("init")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        self.publication = publication
        stock = Stock(
            folder: folder, stops: try StopLibrary(), url: "http://127.0.0.1:\(nginx.port)/roost",
            root: readText("\(publication.workshop)/root.json"), receiver: try receiver ?? WebhookReceiver())
        try Book(path: stock.book).write()
        for part in versions.flatMap(\.parts) {
            for number in ["1.0.0", "2.0.0"] { try publish(part, number) }
            for isNew in [false, true] { try fetch(part, isNew: isNew) }
        }
    }

    private func publish(_ part: UpdatePart, _ number: String) throws {
        let folder = "\(part.id)-\(number)"
        for (name, text) in part.tree(number) { try publication.folder.write(text, to: "\(folder)/\(name)", mode: 0o755) }
        let migrations = number == "1.0.0" || part.isCore ? [] : ["--migrations", "book.db=sql"]
        try publish(
            ["release", "--channel", "stable", "--force", publication.folder.path(folder), "--id", part.id, "--version", number]
                + ["--arch", "all"] + migrations)
    }

    private func fetch(_ part: UpdatePart, isNew: Bool) throws {
        try publish([
            "fetch", "--url", "\(publication.workshop)/repository", "--root", "\(publication.workshop)/root.json", "--channel", "stable",
            "--id", part.id, "--version", isNew ? "2.0.0" : "1.0.0", "--into", stock.tree(of: part, isNew: isNew), "--trust",
            publication.folder.path("trust"),
        ])
    }

    private func publish(_ words: [String]) throws {
        let result = try publication.publish(words)
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }
}

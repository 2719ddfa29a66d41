import Glibc
import Support
import Wire

/// A repository that nginx serves, and a router's folder beside it.
final class ServedPublication {
    let publication: Publication
    let nginx: NginxServer
    let router: TemporaryFolder

    /// Three releases of a tool in stable, each with a delta from the one before.
    init(_ versions: String...) throws {
        publication = try Publication()
        router = try TemporaryFolder("router")
        try publication.publish("init")
        for version in versions { try publication.release(version) }
        // nginx runs as another user where the tests run as root.
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
    }

    var url: String { "http://127.0.0.1:\(nginx.port)/roost" }
    var metadata: String { "\(publication.workshop)/repository/metadata" }

    /// The newest tool of stable, unless the words say otherwise.
    @discardableResult
    func fetch(_ words: String..., into folder: String, from url: String? = nil) throws -> CommandResult {
        let common = [
            "--url", url ?? self.url, "--channel", "stable", "--id", "tool", "--root", "\(publication.workshop)/root.json", "--trust",
            router.path("trust"), "--into", router.path(folder),
        ]
        return try publication.publish(["fetch"] + common + words)
    }

    func tree(_ folder: String, isOf version: String) -> Bool {
        router.read("\(folder)/bin/tool") == "#!/bin/sh\necho \(version)\n" && access(router.path("\(folder)/bin/tool"), X_OK) == 0
            && router.read("\(folder)/share/text").hasPrefix("line 0 of \(version)\n") && exists(router.path("\(folder)/release.json"))
    }

    /// The served artifact of a version: its path.
    func artifact(_ name: String) throws -> String {
        let names = publication.listing("repository/targets/stable").filter { $0.contains(".tool-\(name)") }
        guard let found = names.first else { throw SystemError("no artifact \(name)") }
        return "\(publication.workshop)/repository/targets/stable/\(found)"
    }

    /// Nothing of a fetch is there but its trust.
    func hasLeftNothing(of folder: String) -> Bool { !exists(router.path(folder)) }
}

extension Publication {
    func release(_ version: String) throws {
        let result = try publish(["release", "--channel", "stable", "--force"] + tool(version))
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }
}

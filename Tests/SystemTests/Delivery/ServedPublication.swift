import Glibc
import Support
import Wire

/// A repository that nginx serves, and a router's folder beside it.
final class ServedPublication {
    let publication: Publication
    let nginx: NginxServer
    let router: TemporaryFolder

    /// Releases of a tool in stable, each with deltas from those before; by HTTPS too, if there is a certificate.
    init(_ versions: String..., certificate: (certificate: String, key: String)? = nil) throws {
        publication = try Publication()
        router = try TemporaryFolder("router")
        try publication.publish("init")
        for version in versions { try publication.release(version) }
        // nginx runs as another user where the tests run as root.
        nginx = try NginxServer(
            certificate: certificate, extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
    }

    var url: String { "http://127.0.0.1:\(nginx.port)/roost" }
    var secureURL: String { "https://localhost:\(nginx.securePort)/roost" }
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

    /// What somebody with all of this workshop's keys of the channel would sign beside it: its newest list, with a release of his own.
    func stolenList(of channel: String, with version: String) throws -> [UInt8] {
        let thief = try Publication()
        let copied = try CommandResult(of: "cp", ["-a", workshop, thief.workshop])
        guard copied.status == 0 else { throw ServerEnded(end: nil, errors: copied.errors) }
        try thief.release(version)
        let lists = thief.listing("repository/metadata").filter { $0.hasSuffix(".\(channel).json") }
        // As numbers: 10 comes after 9.
        let newest = lists.max { Int($0.prefix { $0 != "." }) ?? 0 < Int($1.prefix { $0 != "." }) ?? 0 }
        return readBytes("\(thief.workshop)/repository/metadata/\(newest ?? "")")
    }
}

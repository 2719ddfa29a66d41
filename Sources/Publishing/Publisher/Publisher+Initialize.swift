import Glibc
import Manifests
import TUF
package import Trust

extension Publisher {
    /// Makes a folder into a publisher's, with the usual `publish.toml` unless one is there already.
    package static func prepare(_ path: String, keyFolders: [String]) throws(PublishingError) -> Workshop {
        try Shelf(path).make()
        let file = "\(path)/publish.toml"
        if access(file, F_OK) != 0 {
            try Shelf(path).write(Array(PublishingConfiguration().toml.utf8), to: "publish.toml")
        }
        return try Workshop(path, keyFolders: keyFolders)
    }

    /// Makes keys for every role, and the first version of everything, signed.
    ///
    /// One that was cut off is finished by the next: only the timestamp, which comes last, makes it a repository. One that was whole
    /// once is never begun anew: no router that has seen it would follow.
    package func initialize(_ scheme: SignatureScheme, passphrase: Secret?) throws(PublishingError) -> RepositoryState {
        try requireUnused()
        try Shelf(workshop.keys).make(mode: 0o700)
        try Shelf(workshop.releases).make()
        try folders.make(channels: workshop.configuration.channels.map(\.name))
        for name in try folders.metadata.names() where Leftovers.versionAndRole(name) != nil { try folders.metadata.remove(name) }
        try folders.metadata.clearParts()
        let edition = try firstEdition(scheme, passphrase)
        let files = try edition.files(by: pen)
        // Once it is out, routers may be given it, so the anchor is on the disk before.
        try Shelf(workshop.path).write(files[0].bytes, to: "root.json")
        return try publish(files)
    }

    /// Neither a repository nor what one leaves behind that is broken, or on a disk that is away.
    private func requireUnused() throws(PublishingError) {
        guard access(folders.metadata.place("timestamp.json"), F_OK) != 0 else {
            throw .refused(
                words: "there is a repository in \(folders.path) already", remedy: "name another folder, or publish into this one")
        }
        let isNoted = try !PublishedVersions(workshop).isEmpty
        let isFilled = try !pool.releases().isEmpty
        let isLater = try folders.metadata.names().contains { (Leftovers.versionAndRole($0)?.version ?? 0) > 1 }
        guard !isNoted, !isFilled, !isLater, !inspection.isKept else {
            throw .refused(
                words: "\(workshop.path) has had a repository: the one in \(folders.path) is broken, or away",
                remedy: "put it back from a copy; a new one, which no router of the old one follows, is begun in another folder")
        }
    }

    private func firstEdition(_ scheme: SignatureScheme, _ passphrase: Secret?) throws(PublishingError) -> Edition {
        let shelf = Shelf(workshop.keys)
        func keys(_ role: String) throws(PublishingError) -> [Key] {
            try ring.makeKeys(pen.signing(role).keys, for: role, scheme, in: shelf, passphrase: passphrase, reusing: true)
        }
        var roles: [TopLevelRole: RoleKeys] = [:]
        var all: [ExactText: Key] = [:]
        for role in TopLevelRole.allCases {
            let keys = try keys(role.rawValue)
            roles[role] = RoleKeys(keys.map(\.id), threshold: pen.signing(role.rawValue).threshold)
            for key in keys { all[key.id] = key }
        }
        guard let root = roles[.root], let timestamp = roles[.timestamp], let snapshot = roles[.snapshot], let targets = roles[.targets]
        else { preconditionFailure("a role without keys") }
        var edition = Edition(after: nil)
        edition.root = Root(expires: now, keys: all, root: root, timestamp: timestamp, snapshot: snapshot, targets: targets)
        var content = Targets(expires: now)
        for channel in workshop.configuration.channels {
            content = content.giving(try keys(channel.name), to: channel.name, threshold: channel.signing.threshold)
            edition.channels[channel.name] = Targets(expires: now)
        }
        edition.targets = content
        return edition
    }
}

extension PublishingConfiguration {
    /// Reads the text of a `publish.toml`, strictly: nothing unknown, nothing of the wrong type, nothing out of bounds.
    public init(toml text: [UInt8], file: String) throws(ConfigurationProblem) {
        let keys = ["repository", "deltas", "roles", "channels"]
        self = try ConfigurationTable.read(text, of: file, allowed: keys) { (top) throws(ManifestProblem) in
            try PublishingConfiguration(top)
        }
    }

    private init(_ top: ConfigurationTable) throws(ManifestProblem) {
        self.init()
        repository = try top.reader.string("repository") ?? repository
        guard !repository.isEmpty else { throw top.problem(at: "repository", "'repository' is empty", "write repository = \"repository\"") }
        deltas = try top.reader.integer("deltas", in: 0...16) ?? deltas
        let roles = try top.table("roles", allowed: ["root", "targets", "snapshot", "timestamp"])
        root = try roles.signing("root", root)
        targets = try roles.signing("targets", targets)
        snapshot = try roles.signing("snapshot", snapshot)
        timestamp = try roles.signing("timestamp", timestamp)
        let names = try top.reader.table("channels", allowed: nil).keys
        guard !names.isEmpty else { return }
        guard names.count <= 16 else { throw top.problem(at: "channels", "there are \(names.count) channels", "use at most 16") }
        let table = try top.table("channels", allowed: names)
        channels = []
        for name in names { channels.append(try table.channel(name)) }
    }
}

extension ConfigurationTable {
    private static let reserved = ["root", "targets", "snapshot", "timestamp", "pool"]

    fileprivate func signing(_ role: String, _ usual: PublishingConfiguration.Signing) throws(ManifestProblem)
        -> PublishingConfiguration.Signing
    {
        try table(role, allowed: ["keys", "threshold", "expires"]).signing(usual)
    }

    /// Of a channel that DESIGN names, what is not said is as there; else as in stable.
    fileprivate func channel(_ name: String) throws(ManifestProblem) -> PublishingConfiguration.Channel {
        guard isChannelName(name), !Self.reserved.contains(name) else {
            throw problem(at: name, "'\(name)' cannot be a channel's name", "use small letters, digits and '-', 32 at most")
        }
        let table = try table(name, allowed: ["cadence", "keep", "keys", "threshold", "expires"])
        let usual = PublishingConfiguration.Channel.usual
        var channel = usual.first { $0.name == name } ?? usual[2]
        channel.name = name
        channel.cadence = try table.reader.word("cadence", Cadence.self) ?? channel.cadence
        channel.keep = try table.reader.integer("keep", in: 1...1000) ?? channel.keep
        channel.signing = try table.signing(channel.signing)
        return channel
    }

    private func signing(_ usual: PublishingConfiguration.Signing) throws(ManifestProblem) -> PublishingConfiguration.Signing {
        var signing = usual
        signing.keys = try reader.integer("keys", in: 1...16) ?? signing.keys
        signing.threshold = try reader.integer("threshold", in: 1...16) ?? signing.threshold
        guard signing.threshold <= signing.keys else {
            let remedy = "with \(signing.keys) keys, the threshold can be \(signing.keys) at most"
            throw problem(at: "threshold", "'threshold' is \(signing.threshold)", remedy)
        }
        signing.lifetime = try lifetime("expires") ?? signing.lifetime
        return signing
    }

    /// As in "36h", "90d": an hour to ten years.
    private func lifetime(_ key: String) throws(ManifestProblem) -> Int64? {
        guard let text = try reader.string(key) else { return nil }
        let units: [Substring: Int64] = ["h": 3600, "d": PublishingConfiguration.day]
        guard let unit = units[text.suffix(1)], let count = Int64(text.dropLast()), (1...87_600).contains(count),
            count * unit <= 3650 * PublishingConfiguration.day
        else { throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "write hours or days, as in \"36h\" or \"90d\", 3650d at most") }
        return count * unit
    }

    private func isChannelName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.count <= 32 else { return false }
        return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }
}

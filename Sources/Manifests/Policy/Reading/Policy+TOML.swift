import Wire

extension Policy {
    /// Reads the text of a `policy.toml`, strictly: nothing unknown, nothing of the wrong type, nothing out of bounds.
    public init(toml text: [UInt8], file: String) throws(ConfigurationProblem) {
        let keys = ["repository", "channels", "window", "limits", "failures", "validation"]
        self = try ConfigurationTable.read(text, of: file, allowed: keys) { (top) throws(ManifestProblem) in
            var policy = Policy()
            policy.repository = try Repository(top)
            policy.channels = try Channels(top)
            policy.windows = try top.windows(text)
            policy.limits = try Limits(top)
            policy.failures = try Failures(top)
            policy.validation = try Validation(top, text)
            return policy
        }
    }
}

extension Policy.Repository {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("repository", allowed: ["url", "folder"])
        self.init(url: try table.place("url", orURL: true), folder: try table.place("folder", orURL: false))
    }
}

extension Policy.Channels {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("channels", allowed: ["follow", "opt-in", "features"])
        self.init()
        for name in try table.reader.strings("opt-in", atMost: 2) ?? [] {
            guard let channel = Policy.Channel(rawValue: name), [.nightly, .beta].contains(channel) else {
                throw table.problem(at: "opt-in", "'\(name)' needs no opt-in", "use \"nightly\" or \"beta\"")
            }
            optIn.append(channel)
        }
        follow = try table.channel("follow", optIn) ?? follow
        let ids = try table.reader.table("features", allowed: nil).keys
        let features = try table.table("features", allowed: ids)
        for id in ids {
            guard FeatureID.isValid(id), ids.count <= 256 else {
                throw features.problem(at: id, "'\(id)' is not an id", "name features by their id, 256 at most")
            }
            self.features[id] = try features.channel(id, optIn)
        }
    }
}

extension Policy.Limits {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("limits", allowed: ["disk-reserve", "memory-reserve", "bytes", "bandwidth", "longest-hold"])
        let sizes = 0...(1 << 39)
        diskReserve = try table.bytes("disk-reserve", in: sizes).map { Int64($0) } ?? diskReserve
        memoryReserve = try table.bytes("memory-reserve", in: sizes).map { Int64($0) } ?? memoryReserve
        bytes = try table.bytes("bytes", in: 1...(1 << 39)).map { Int64($0) }
        bandwidth = try table.bytes("bandwidth", in: 1024...(1 << 39)).map { Int64($0) }
        longestHold = try table.span("longest-hold", in: 3600...(90 * 86_400)) ?? longestHold
    }
}

extension Policy.Failures {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("failures", allowed: ["first", "longest"])
        first = try table.span("first", in: 60...(14 * 86_400)) ?? first
        longest = try table.span("longest", in: 60...(90 * 86_400)) ?? max(longest, first)
        guard longest >= first else { throw table.problem(at: "longest", "'longest' is less than first", "write at least \"\(first)s\"") }
    }
}

extension Policy.Validation {
    fileprivate init(_ top: ConfigurationTable, _ text: [UInt8]) throws(ManifestProblem) {
        let table = try top.table("validation", allowed: ["within", "probe", "line", "second-target", "gateway"])
        // The guard's trial of the core takes 60 s: no check may outlast the guard.
        within = try table.span("within", in: 5...60) ?? within
        let probes = try table.tables("probe", allowed: ["name", "by"], text: text)
        guard probes.count <= 16 else { throw table.problem(at: "probe", "there are \(probes.count) probes", "use at most 16") }
        for probe in probes { self.probes.append(try Policy.NamedProbe(probe)) }
        guard Set(self.probes.map(\.name)).count == probes.count else {
            throw table.problem(at: "probe", "two probes have one name", "give one of them another name")
        }
        line = try table.probe("line")
        secondTarget = try table.probe("second-target")
        gateway = try table.probe("gateway")
        guard line != nil || (secondTarget == nil && gateway == nil) else {
            throw table.problem(
                at: "", "'second-target' and 'gateway' say whom to blame when 'line' fails", "write line = \"tcp:HOST:PORT\"")
        }
    }
}

extension Policy.NamedProbe {
    fileprivate init(_ table: ConfigurationTable) throws(ManifestProblem) {
        guard let name = try table.reader.string("name"), (1...64).contains(name.utf8.count) else {
            throw table.problem(at: "name", "a probe without 'name'", "write name = \"…\", up to 64 bytes")
        }
        guard let by = try table.probe("by") else {
            throw table.problem(at: "", "the probe '\(name)' has no 'by'", "write by = \"tcp:HOST:PORT\"")
        }
        self.init(name: name, by: by)
    }
}

public import Wire

extension Policy {
    /// All of it: it goes from the process that reads TOML to the one that decides.
    public var json: JSON {
        [
            "repository": repository.json, "channels": channels.json, "windows": .array(windows.map(\.json)), "limits": limits.json,
            "failures": ["first": JSON(failures.first), "longest": JSON(failures.longest)], "validation": validation.json,
        ]
    }

    /// Reads what `json` wrote; nil for anything else.
    public init?(json: JSON) {
        guard let repository = json["repository"].map(Repository.init), let channels = json["channels"].flatMap(Channels.init),
            let windows = json["windows"]?.array,
            let limits = json["limits"].flatMap(Limits.init), let first = json["failures"]?["first"]?.int,
            let longest = json["failures"]?["longest"]?.int, let validation = json["validation"].flatMap(Validation.init)
        else { return nil }
        self.windows = windows.compactMap(Window.init)
        guard self.windows.count == windows.count else { return nil }
        (self.repository, self.channels, self.limits, self.validation) = (repository, channels, limits, validation)
        (failures.first, failures.longest) = (first, longest)
    }
}

extension Policy.Repository {
    fileprivate var json: JSON { ["url": JSON(url), "folder": JSON(folder)] }

    fileprivate init(json: JSON) { self.init(url: json["url"]?.string, folder: json["folder"]?.string) }
}

extension Policy.Channels {
    fileprivate var json: JSON {
        let features = features.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value.rawValue)) }
        return ["follow": .string(follow.rawValue), "optIn": JSON(optIn.map(\.rawValue)), "features": .object(features)]
    }

    fileprivate init?(json: JSON) {
        guard let follow = json["follow"]?.string.flatMap(Policy.Channel.init), let optIn = json["optIn"]?.texts,
            let members = json["features"]?.object
        else { return nil }
        self.init(follow: follow, optIn: optIn.compactMap(Policy.Channel.init))
        for member in members { features[member.name] = member.value.string.flatMap(Policy.Channel.init) }
    }
}

extension Policy.Window {
    fileprivate var json: JSON { ["cron": .string(cron.text), "length": JSON(length), "zone": .string(zone)] }

    fileprivate init?(json: JSON) {
        guard let cron = json["cron"]?.string.flatMap({ CronExpression($0) }), let length = json["length"]?.int,
            let zone = json["zone"]?.string
        else { return nil }
        self.init(cron: cron, length: length, zone: zone)
    }
}

extension Policy.Limits {
    fileprivate var json: JSON {
        [
            "diskReserve": JSON(diskReserve), "memoryReserve": JSON(memoryReserve), "bytes": bytes.map { JSON($0) } ?? .null,
            "bandwidth": bandwidth.map { JSON($0) } ?? .null, "longestHold": JSON(longestHold),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let disk = json["diskReserve"]?.integer, let memory = json["memoryReserve"]?.integer,
            let longestHold = json["longestHold"]?.int
        else { return nil }
        self.init(
            diskReserve: disk, memoryReserve: memory, bytes: json["bytes"]?.integer, bandwidth: json["bandwidth"]?.integer,
            longestHold: longestHold)
    }
}

extension Policy.Validation {
    fileprivate var json: JSON {
        [
            "within": JSON(within), "probes": .array(probes.map { ["name": .string($0.name), "by": .string($0.by.text)] }),
            "line": JSON(line?.text), "secondTarget": JSON(secondTarget?.text), "gateway": JSON(gateway?.text),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let within = json["within"]?.int, let probes = json["probes"]?.array else { return nil }
        func probe(_ key: String) -> Probe? { json[key]?.string.flatMap { Probe($0) } }
        let named = probes.compactMap { json in
            json["name"]?.string.flatMap { name in json["by"]?.string.flatMap { Probe($0) }.map { Policy.NamedProbe(name: name, by: $0) } }
        }
        guard named.count == probes.count else { return nil }
        self.init(
            within: within, probes: named, line: probe("line"), secondTarget: probe("secondTarget"), gateway: probe("gateway"))
    }
}

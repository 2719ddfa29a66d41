public import Wire

extension Manifest {
    /// The whole manifest with the same names as in TOML, defaults included; times in seconds, memory in bytes.
    public var json: JSON {
        [
            "id": .string(id), "version": .string(version), "exec": JSON(exec), "kind": .string(kind.rawValue),
            "restart": .string(restart.rawValue), "after": JSON(after), "before": JSON(before),
            "environment": .object(environment.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "ready": ["by": .string(ready.by.text), "within": JSON(seconds: ready.within)],
            "health": ["by": .string(health.by.text), "every": JSON(seconds: health.every), "failures": JSON(health.failures)],
            "stop": ["signal": .string(stop.signal.rawValue), "within": JSON(seconds: stop.within)],
            "limits": limits.json, "sandbox": sandbox.json, "permissions": permissions.json,
            "file": .string(file), "folder": .string(folder), "executable": .string(executable),
        ]
    }

    /// Reads what `json` wrote; nil for anything else.
    public init?(json: JSON) {
        guard let id = json["id"]?.string, let version = json["version"]?.string, let exec = json["exec"]?.strings,
            let kind = json["kind"]?.string.flatMap(Kind.init), let restart = json["restart"]?.string.flatMap(Restart.init),
            let ready = json["ready"].flatMap(Readiness.init), let health = json["health"].flatMap(Health.init),
            let stop = json["stop"].flatMap(Stop.init), let limits = json["limits"].map(Limits.init),
            let sandbox = json["sandbox"].map(Sandbox.init), let permissions = json["permissions"].map(Permissions.init),
            let file = json["file"]?.string, let folder = json["folder"]?.string, let executable = json["executable"]?.string
        else { return nil }
        self.init(id: id, version: version, exec: exec, kind: kind)
        self.restart = restart
        after = json["after"]?.strings ?? []
        before = json["before"]?.strings ?? []
        for member in json["environment"]?.object ?? [] { environment[member.name] = member.value.string }
        (self.ready, self.health, self.stop) = (ready, health, stop)
        (self.limits, self.sandbox, self.permissions) = (limits, sandbox, permissions)
        (self.file, self.folder, self.executable) = (file, folder, executable)
    }
}

extension Manifest.Readiness {
    fileprivate init?(json: JSON) {
        guard let by = json["by"]?.string.flatMap(Probe.init), let within = json["within"]?.milliseconds else { return nil }
        self.init(by: by, within: within)
    }
}

extension Manifest.Health {
    fileprivate init?(json: JSON) {
        guard let by = json["by"]?.string.flatMap(Probe.init), let every = json["every"]?.milliseconds,
            let failures = json["failures"]?.integer
        else { return nil }
        self.init(by: by, every: every, failures: Int(clamping: failures))
    }
}

extension Manifest.Stop {
    fileprivate init?(json: JSON) {
        guard let signal = json["signal"]?.string.flatMap({ StopSignal($0) }), let within = json["within"]?.milliseconds else { return nil }
        self.init(signal: signal, within: within)
    }
}

extension Manifest.Limits {
    fileprivate init(json: JSON) {
        memory = json["memory"]?.integer.map { UInt64(clamping: $0) }
        processes = json["processes"]?.integer.map { Int(clamping: $0) }
        openFiles = json["open-files"]?.integer.map { Int(clamping: $0) }
        cpu = json["cpu"]?.double
    }

    fileprivate var json: JSON {
        var members: [JSON.Member] = []
        if let memory { members.append(.init("memory", JSON(memory))) }
        if let processes { members.append(.init("processes", JSON(processes))) }
        if let openFiles { members.append(.init("open-files", JSON(openFiles))) }
        if let cpu { members.append(.init("cpu", .double(cpu))) }
        return .object(members)
    }
}

extension Manifest.Sandbox {
    fileprivate init(json: JSON) {
        user = json["user"]?.string
        read = json["read"]?.strings
        write = json["write"]?.strings
        network = json["network"]?.string.flatMap(Manifest.Network.init)
    }

    fileprivate var json: JSON {
        var members: [JSON.Member] = []
        if let user { members.append(.init("user", .string(user))) }
        if let read { members.append(.init("read", JSON(read))) }
        if let write { members.append(.init("write", JSON(write))) }
        if let network { members.append(.init("network", .string(network.rawValue))) }
        return .object(members)
    }
}

extension Manifest.Permissions {
    fileprivate init(json: JSON) {
        publish = json["publish"]?.strings ?? []
        subscribe = json["subscribe"]?.strings ?? []
        request = json["request"]?.strings ?? []
        senders = json["senders"]?.bool ?? false
    }

    fileprivate var json: JSON {
        ["publish": JSON(publish), "subscribe": JSON(subscribe), "request": JSON(request), "senders": .bool(senders)]
    }
}

extension JSON {
    /// Milliseconds as seconds: whole where they are.
    fileprivate init(seconds milliseconds: Milliseconds) {
        self = milliseconds % 1000 == 0 ? JSON(milliseconds / 1000) : .double(Double(milliseconds) / 1000)
    }

    fileprivate var milliseconds: Milliseconds? {
        guard let double, double >= 0, double <= 1e9 else { return nil }
        return Milliseconds((double * 1000).rounded())
    }

    fileprivate var strings: [String]? { array?.compactMap(\.string) }
}

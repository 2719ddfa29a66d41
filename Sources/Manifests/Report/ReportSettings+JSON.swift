public import Wire

extension ReportSettings {
    public var json: JSON { ["sinks": .array(sinks.map(\.json))] }

    public init?(json: JSON) {
        guard let list = json["sinks"]?.array, !list.isEmpty else { return nil }
        sinks = list.compactMap(Sink.init)
        guard sinks.count == list.count else { return nil }
    }
}

extension ReportSettings.Sink {
    fileprivate var json: JSON {
        ["name": .string(name), "severity": .string(severity.rawValue), "kind": .string(target.kind.rawValue), "target": target.json]
    }

    fileprivate init?(json: JSON) {
        guard let name = json["name"]?.string, let severity = json["severity"]?.string.flatMap(ReportSettings.Severity.init),
            let kind = json["kind"]?.string.flatMap(ReportSettings.Kind.init),
            let target = json["target"].flatMap({ ReportSettings.Target($0, kind) })
        else { return nil }
        self.init(name: name, target: target, severity: severity)
    }
}

extension ReportSettings.Target {
    fileprivate var json: JSON {
        switch self {
        case .log(let format): ["format": .string(format.rawValue)]
        case .file(let path, let size, let files, let format):
            ["path": .string(path), "size": .integer(size), "files": JSON(files), "format": .string(format.rawValue)]
        case .webhook(let url, let secret): ["url": .string(url), "secret": .string(secret)]
        case .syslog(let address): ["to": .string(address.text)]
        }
    }

    fileprivate init?(_ json: JSON, _ kind: ReportSettings.Kind) {
        let format = json["format"]?.string.flatMap(ReportSettings.Format.init)
        switch kind {
        case .log:
            guard let format else { return nil }
            self = .log(format)
        case .file:
            guard let path = json["path"]?.string, let size = json["size"]?.integer, let files = json["files"]?.int, let format else {
                return nil
            }
            self = .file(path: path, size: size, files: files, format)
        case .webhook:
            guard let url = json["url"]?.string, let secret = json["secret"]?.string else { return nil }
            self = .webhook(url: url, secret: secret)
        case .syslog:
            guard let address = json["to"]?.string.flatMap({ ReportSettings.Address($0) }) else { return nil }
            self = .syslog(address)
        }
    }
}

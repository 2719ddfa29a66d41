public import Wire

extension Configuration {
    /// All of it, secrets included: it goes from process to process through memory only.
    public var json: JSON {
        ["host": host.json, "bus": bus.json, "supervision": supervision.json, "log": log.json]
    }

    /// The text of `json`.
    public var bytes: [UInt8] { json.bytes }

    /// Reads what `json` wrote; nil for anything else.
    public init?(json: JSON) {
        guard let host = json["host"].flatMap(Host.init), let bus = json["bus"].flatMap(Bus.init),
            let supervision = json["supervision"].flatMap(Supervision.init), let log = json["log"].flatMap(Log.init)
        else { return nil }
        (self.host, self.bus, self.supervision, self.log) = (host, bus, supervision, log)
    }
}

extension Configuration.Host {
    fileprivate var json: JSON { ["plugins": JSON(plugins), "adminGroup": JSON(adminGroup)] }

    fileprivate init?(json: JSON) {
        guard let plugins = json["plugins"]?.texts else { return nil }
        self.init(plugins: plugins, adminGroup: json["adminGroup"]?.string)
    }
}

extension Configuration.Supervision {
    fileprivate var json: JSON {
        ["delays": .array(delays.map { JSON($0) }), "crashes": JSON(crashes), "period": JSON(period)]
    }

    fileprivate init?(json: JSON) {
        guard let delays = json["delays"]?.array, let crashes = json["crashes"]?.int, let period = json["period"]?.unsigned
        else { return nil }
        self.init(delays: delays.compactMap(\.unsigned), crashes: crashes, period: period)
    }
}

extension Configuration.Log {
    fileprivate var json: JSON {
        ["level": .string(level.rawValue), "fileSize": JSON(fileSize), "files": JSON(files), "rate": JSON(rate)]
    }

    fileprivate init?(json: JSON) {
        guard let level = json["level"]?.string.flatMap(Level.init), let fileSize = json["fileSize"]?.unsigned,
            let files = json["files"]?.int, let rate = json["rate"]?.unsigned
        else { return nil }
        self.init(level: level, fileSize: fileSize, files: files, rate: rate)
    }
}

extension JSON {
    var texts: [String]? { array?.compactMap(\.string) }
    var int: Int? { integer.map { Int(clamping: $0) } }
    var unsigned: UInt64? { integer.map { UInt64(clamping: $0) } }
}

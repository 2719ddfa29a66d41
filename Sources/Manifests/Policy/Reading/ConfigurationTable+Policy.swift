import Files

/// The values only a policy has, each with its rule.
extension ConfigurationTable {
    /// A folder by its whole path, or a URL. Without spaces and control characters, so that it can be said in one line.
    func place(_ key: String, orURL: Bool) throws(ManifestProblem) -> String? {
        guard let text = try reader.string(key) else { return nil }
        let begins = (orURL ? ["/", "https://", "http://"] : ["/"]).contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
        guard begins, text.utf8.count <= 1024, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            let remedy = orURL ? "write \"https://HOST/PATH\", or a folder by its whole path" : "write a folder by its whole path"
            throw problem(at: key, "'\(key)' cannot be \"\(text.prefix(80))\"", remedy)
        }
        return text
    }

    func channel(_ key: String, _ optIn: [Policy.Channel]) throws(ManifestProblem) -> Policy.Channel? {
        guard let channel = try reader.word(key, Policy.Channel.self) else { return nil }
        guard [.stable, .lts].contains(channel) || optIn.contains(channel) else {
            throw problem(at: key, "'\(channel.rawValue)' needs an opt-in", "write opt-in = [\"\(channel.rawValue)\"] in [channels]")
        }
        return channel
    }

    func windows(_ text: [UInt8]) throws(ManifestProblem) -> [Policy.Window] {
        let tables = try tables("window", allowed: ["cron", "length", "zone"], text: text)
        guard tables.count <= 16 else { throw problem(at: "window", "there are \(tables.count) windows", "use at most 16") }
        var windows: [Policy.Window] = []
        for table in tables { windows.append(try table.window()) }
        return windows
    }

    private func window() throws(ManifestProblem) -> Policy.Window {
        guard let text = try reader.string("cron") else {
            throw problem(at: "", "a window without 'cron'", "write cron = \"0 2 * * *\" for each night at two")
        }
        guard let cron = CronExpression(text) else {
            throw problem(at: "cron", "'\(text)' is not a time", "write minute, hour, day, month, weekday, as in \"30 2 * * 0,6\"")
        }
        guard let length = try span("length", in: 300...(7 * 86_400)) else {
            throw problem(at: "", "a window without 'length'", "write length = \"3h\"")
        }
        return Policy.Window(cron: cron, length: length, zone: try zone() ?? "UTC0")
    }

    /// Its shape only: whether the machine knows a name, only the machine can say.
    private func zone() throws(ManifestProblem) -> String? {
        guard let zone = try reader.string("zone") else { return nil }
        let isPlain = zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !FilePath(zone).names.contains("..")
        guard (3...128).contains(zone.utf8.count), isPlain, zone.utf8.first != UInt8(ascii: "/") else {
            throw problem(
                at: "zone", "'\(zone)' is not a time zone",
                "write a name, as in \"Europe/Berlin\", or a POSIX rule, as in \"EST5EDT,M3.2.0,M11.1.0\"")
        }
        return zone
    }

    func probe(_ key: String) throws(ManifestProblem) -> Probe? {
        guard let text = try reader.string(key) else { return nil }
        switch Probe(text) {
        case .tcp(let host, let port): return .tcp(host: host, port: port)
        case .http(let url): return .http(url: url)
        case .dns(let name, let server, let port): return .dns(name: name, server: server, port: port)
        case .exec(let command): return .exec(command: command)
        case .bus, .notify, .started, nil:
            throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "use tcp:HOST:PORT, http:URL, dns:NAME@SERVER or exec:COMMAND")
        }
    }

    /// Whole seconds: a number, or a text such as "90s", "30m", "8h", "14d".
    func span(_ key: String, in range: ClosedRange<Int>) throws(ManifestProblem) -> Int? {
        guard !reader.isInteger(key), has(key) else { return try reader.integer(key, in: range) }
        guard let text = try reader.string(key) else { return nil }
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = units[String(text.suffix(1))], let count = Int(text.dropLast()), (0...10_000_000).contains(count) else {
            throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "write seconds, or a text such as \"90s\", \"30m\", \"8h\", \"14d\"")
        }
        guard range.contains(count * unit) else {
            throw reader.outOfRange(key, text, "\(range.lowerBound) to \(range.upperBound) seconds")
        }
        return count * unit
    }
}

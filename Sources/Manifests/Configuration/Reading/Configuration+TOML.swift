extension Configuration {
    /// Reads the text of a configuration file, strictly: nothing unknown, nothing of the wrong type, nothing out of bounds.
    ///
    /// Relative paths in it start from the folder of `file`.
    public init(toml text: [UInt8], file: String) throws(ConfigurationProblem) {
        let keys = ["host", "bus", "supervision", "log"]
        self = try ConfigurationTable.read(text, of: file, allowed: keys) { (top) throws(ManifestProblem) in
            var configuration = Configuration()
            configuration.host = try Host(top, file: file)
            configuration.bus = try Bus(top, text: text)
            configuration.supervision = try Supervision(top)
            configuration.log = try Log(top)
            return configuration
        }
    }
}

extension Configuration.Host {
    fileprivate init(_ top: ConfigurationTable, file: String) throws(ManifestProblem) {
        let table = try top.table("host", allowed: ["plugins", "admin-group"])
        let folder = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[...$0]) } ?? ""
        plugins = try (table.reader.paths("plugins") ?? []).map { $0.utf8.first == UInt8(ascii: "/") ? $0 : folder + $0 }
        adminGroup = try table.group("admin-group")
    }
}

extension Configuration.Supervision {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("supervision", allowed: ["delays", "crashes", "period"])
        delays = try table.times("delays", in: 0...86_400, atMost: 32) ?? delays
        crashes = try table.reader.integer("crashes", in: 1...1000) ?? crashes
        period = try table.time("period", in: 1...31_536_000) ?? period
    }
}

extension Configuration.Log {
    fileprivate init(_ top: ConfigurationTable) throws(ManifestProblem) {
        let table = try top.table("log", allowed: ["level", "file-size", "files", "rate"])
        level = try table.reader.word("level", Level.self) ?? level
        fileSize = try table.bytes("file-size", in: 4096...(1 << 40)).map { UInt64($0) } ?? fileSize
        files = try table.reader.integer("files", in: 1...1000) ?? files
        rate = try table.bytes("rate", in: 1024...(1 << 30)).map { UInt64($0) } ?? rate
    }
}

extension ConfigurationTable {
    fileprivate func group(_ key: String) throws(ManifestProblem) -> String? {
        guard let name = try reader.string(key) else { return nil }
        guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }) else {
            throw problem(at: key, "'\(name)' is not a group's name", "write a name, as in \"admin\"")
        }
        return name
    }
}

/// The process of a host, found without its help.
enum HostProcess {
    /// As the home's pid file names it; nil if that is no host, or not any more.
    static func pid(of home: Home) -> Int32? {
        guard let text = try? InputFile.read(home.pidFile, limit: 16),
            let pid = Int32(String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)),
            let words = try? InputFile.read("/proc/\(pid)/cmdline", limit: 64)
        else { return nil }
        return words.prefix { $0 != 0 }.elementsEqual("roost-kernel".utf8) ? pid : nil
    }
}

import Files
import Wire

/// The values only manifests have, each with its rule.
extension TableReader {
    func id(equalTo name: String) throws(ManifestProblem) -> String {
        guard let id = try string("id") else { throw problem(at: "id", "'id' is missing", "write id = \"\(name)\"") }
        guard FeatureID.isValid(id) else {
            throw problem(at: "id", "'\(id)' is not an id", "use a small letter, then up to 47 small letters, digits and '-'")
        }
        guard id == name else {
            throw problem(at: "id", "the id is '\(id)' but the file or its folder is named '\(name)'", "give both the same name")
        }
        return id
    }

    func version() throws(ManifestProblem) -> String {
        guard let version = try string("version") else {
            throw problem(at: "version", "'version' is missing", "write version = \"1.0.0\"")
        }
        guard SemanticVersion(version) != nil else {
            let remedy = "write three numbers, as in \"1.4.0\" or \"2.0.0-beta.1\""
            throw problem(at: "version", "'\(version)' is not a semantic version", remedy)
        }
        return version
    }

    func command() throws(ManifestProblem) -> [String] {
        guard let command = try strings("exec", atMost: 64) else {
            throw problem(at: "exec", "'exec' is missing", "write exec = [\"./program\", \"argument\"]")
        }
        guard let program = command.first, !program.isEmpty else {
            throw problem(at: "exec", "'exec' names no program", "write exec = [\"./program\", \"argument\"]")
        }
        guard program != Executable.host || command.count > 1 else {
            throw problem(
                at: "exec", "'@roost' alone is no program", "name one that is in it, as in exec = [\"@roost\", \"roost-journal\"]")
        }
        return command
    }

    func after(id: String) throws(ManifestProblem) -> [String] {
        let after = try strings("after", atMost: 64) ?? []
        for other in after where !FeatureID.isValid(other) {
            throw problem(at: "after", "'\(other)' is not an id", "name features by their id")
        }
        guard !after.contains(id) else { throw problem(at: "after", "'\(id)' is after itself", "remove it from the list") }
        return after
    }

    func before() throws(ManifestProblem) -> [String] {
        let before = try strings("before", atMost: 64) ?? []
        guard before.isEmpty || before == ["*"] else {
            throw problem(at: "before", "'before' can only be [\"*\"]", "to start after certain features, write 'after' in the other ones")
        }
        return before
    }

    func environment() throws(ManifestProblem) -> [String: String] {
        let table = try table("environment", allowed: nil)
        guard table.keys.count <= 64 else { throw problem(at: "environment", "more than 64 variables", "use fewer") }
        var environment: [String: String] = [:]
        for name in table.keys {
            guard isVariable(name) else {
                throw table.problem(at: name, "'\(name)' is not a variable's name", "use letters, digits and '_'")
            }
            guard !name.utf8.starts(with: "ROOST_".utf8) else {
                throw table.problem(at: name, "'\(name)' is given by the host", "choose a name that does not begin with ROOST_")
            }
            environment[name] = try table.string(name)
        }
        return environment
    }

    func probe(for kind: Manifest.Kind) throws(ManifestProblem) -> Probe? {
        guard let text = try string("by") else { return nil }
        if text.utf8.starts(with: "http:https:".utf8) || text.utf8.starts(with: "https:".utf8) {
            throw problem(at: "by", "https is not supported here", "probe an http address on the loopback interface")
        }
        guard let probe = Probe(text) else { throw problem(at: "by", "'by' cannot be \"\(text)\"", "use \(Probe.choices)") }
        guard probe != .bus || kind == .plugin else {
            throw problem(
                at: "by", "a daemon does not speak the bus", "use notify, tcp:HOST:PORT, http:URL, dns:NAME@SERVER, exec:COMMAND or started"
            )
        }
        return probe
    }

    func stopSignal() throws(ManifestProblem) -> StopSignal? {
        guard let name = try string("signal") else { return nil }
        guard let signal = StopSignal(name) else {
            let names = StopSignal.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem(at: "signal", "'signal' cannot be \"\(name)\"", "use one of \(names)")
        }
        return signal
    }

    /// Bytes: a whole number, or a text such as "64M" (K, M, G, T are powers of 1024).
    func size(_ key: String) throws(ManifestProblem) -> UInt64? {
        if isInteger(key) { return try integer(key, in: 4096...(1 << 50)).map(UInt64.init) }
        guard let text = try string(key) else { return nil }
        guard let bytes = byteCount(text), (4096...(1 << 50)).contains(bytes) else {
            throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "write a size of at least 4K, as in \"64M\" (K, M, G, T)")
        }
        return bytes
    }

    func user() throws(ManifestProblem) -> String? {
        guard let user = try string("user") else { return nil }
        let isPlain = user.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        guard !user.isEmpty, user.utf8.count <= 64, isPlain else {
            throw problem(at: "user", "'\(user)' is not a user's name", "write a name, as in \"nobody\"")
        }
        return user
    }

    func paths(_ key: String) throws(ManifestProblem) -> [String]? {
        let paths = try strings(key, atMost: 64)
        if paths?.contains("") == true { throw problem(at: key, "'\(key)' has an empty path", "remove it, or write \"./\"") }
        for path in paths ?? [] where path.utf8.first == UInt8(ascii: "@") && !["@data", "@home"].contains(FilePath(path).parts[0]) {
            throw problem(at: key, "'\(path)' begins with no known place", "use @data or @home, or \"./\(path)\" for a file of that name")
        }
        return paths
    }

    func permissions() throws(ManifestProblem) -> Manifest.Permissions {
        let table = try table("permissions", allowed: ["publish", "subscribe", "request", "senders"])
        return Manifest.Permissions(
            publish: try table.subjects("publish"), subscribe: try table.subjects("subscribe"), request: try table.subjects("request"),
            senders: try table.bool("senders") ?? false)
    }

    private func subjects(_ key: String) throws(ManifestProblem) -> [String] {
        let subjects = try strings(key, atMost: 256) ?? []
        for subject in subjects where !isSubject(subject) {
            throw problem(at: key, "'\(subject)' is not a subject", "write tokens between dots, as in \"event.adblock.>\"")
        }
        return subjects
    }
}

/// Tokens between dots, `*` and `>` only alone, `>` only at the end.
private func isSubject(_ subject: String) -> Bool {
    let tokens = subject.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard subject.utf8.count <= 255, subject.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
    return tokens.enumerated().allSatisfy { index, token in
        if token.elementsEqual(">".utf8) { return index == tokens.count - 1 }
        return !token.isEmpty && (token.elementsEqual("*".utf8) || !token.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ">") })
    }
}

private func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 128 else { return false }
    return name.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

private func byteCount(_ text: String) -> UInt64? {
    let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30, "T": 40]
    guard let last = text.last else { return nil }
    let shift = shifts[last] ?? 0
    guard let number = UInt64(shift == 0 ? text[...] : text.dropLast()), number < 1 << 40 else { return nil }
    return number.multipliedReportingOverflow(by: 1 << shift).overflow ? nil : number << shift
}

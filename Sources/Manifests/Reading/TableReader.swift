import TOMLKit

/// Reads one TOML table strictly: each key by name, type and bounds; what is wrong becomes a problem with its line.
struct TableReader {
    /// Where the text comes from, for the problems.
    struct Source {
        var id: String
        let file: String
        let lines: KeyLines
    }

    private let table: TOMLTable?
    private let path: String
    let source: Source

    /// `allowed`: every key this table may have; nil for any.
    init(_ table: TOMLTable?, at path: String = "", allowed: [String]?, source: Source) throws(ManifestProblem) {
        (self.table, self.path, self.source) = (table, path, source)
        guard let allowed else { return }
        for key in keys where !allowed.contains(key) {
            let name = path.isEmpty ? "unknown key '\(key)'" : "unknown key '\(key)' in [\(path)]"
            throw problem(at: key, name, Self.remedy(for: key, among: allowed))
        }
    }

    /// In the order of the text, so that the first fault is the one reported.
    var keys: [String] {
        (table?.keys ?? []).sorted { (source.lines[full($0)], $0) < (source.lines[full($1)], $1) }
    }

    func isInteger(_ key: String) -> Bool { table?[key]?.type == .int }

    func problem(at key: String, _ reason: String, _ remedy: String) -> ManifestProblem {
        ManifestProblem(id: source.id, file: source.file, line: source.lines[full(key)], reason: reason, remedy: remedy)
    }

    private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func remedy(for key: String, among allowed: [String]) -> String {
        let near = allowed.map { (distance: editDistance(key, $0), name: $0) }.min { $0.distance < $1.distance }
        if let near, near.distance <= max(1, key.utf8.count / 3) { return "did you mean '\(near.name)'?" }
        return "remove it; known here: \(allowed.joined(separator: ", "))"
    }
}

// MARK: - Values

extension TableReader {
    func string(_ key: String) throws(ManifestProblem) -> String? {
        guard let value = table?[key] else { return nil }
        guard let string = value.string else { throw wrongType(key, value, "a string", "\(key) = \"…\"") }
        return try bounded(string, key)
    }

    func strings(_ key: String, atMost limit: Int) throws(ManifestProblem) -> [String]? {
        guard let value = table?[key] else { return nil }
        guard let array = value.array else { throw wrongType(key, value, "a list of strings", "\(key) = [\"…\"]") }
        guard array.count <= limit else { throw problem(at: key, "'\(key)' has \(array.count) entries", "use at most \(limit)") }
        var strings: [String] = []
        for element in array {
            guard let string = element.string else { throw wrongType(key, element, "a list of strings", "\(key) = [\"…\"]") }
            strings.append(try bounded(string, key))
        }
        return strings
    }

    func bool(_ key: String) throws(ManifestProblem) -> Bool? {
        guard let value = table?[key] else { return nil }
        guard let bool = value.bool else { throw wrongType(key, value, "true or false", "\(key) = true") }
        return bool
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(ManifestProblem) -> Int? {
        guard let value = table?[key] else { return nil }
        guard let integer = value.int else { throw wrongType(key, value, "a whole number", "\(key) = \(range.lowerBound)") }
        guard range.contains(integer) else { throw outOfRange(key, "\(integer)", "\(range.lowerBound) to \(range.upperBound)") }
        return integer
    }

    func number(_ key: String, in range: ClosedRange<Double>, unit: String) throws(ManifestProblem) -> Double? {
        guard let value = table?[key] else { return nil }
        guard let number = value.double ?? value.int.map(Double.init) else {
            throw wrongType(key, value, "a number of \(unit)", "\(key) = 1")
        }
        guard range.contains(number) else { throw outOfRange(key, "\(number)", "\(range.lowerBound) to \(range.upperBound) \(unit)") }
        return number
    }

    func seconds(_ key: String, in range: ClosedRange<Double>) throws(ManifestProblem) -> Milliseconds? {
        try number(key, in: range, unit: "seconds").map { Milliseconds(($0 * 1000).rounded()) }
    }

    /// One of a closed set of words.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _: Word.Type) throws(ManifestProblem) -> Word?
    where Word.RawValue == String {
        guard let string = try string(key) else { return nil }
        guard let word = Word(rawValue: string) else {
            let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw problem(at: key, "'\(key)' cannot be \"\(string)\"", "use one of \(words)")
        }
        return word
    }

    func table(_ key: String, allowed: [String]?) throws(ManifestProblem) -> TableReader {
        let value = table?[key]
        guard value == nil || value?.table != nil else { throw wrongType(key, value, "a table", "[\(key)]") }
        return try TableReader(value?.table, at: full(key), allowed: allowed, source: source)
    }

    func outOfRange(_ key: String, _ value: String, _ range: String) -> ManifestProblem {
        problem(at: key, "'\(key)' is \(value)", "use \(range)")
    }

    private func wrongType(_ key: String, _ value: (any TOMLValueConvertible)?, _ wanted: String, _ example: String) -> ManifestProblem {
        problem(at: key, "'\(key)' must be \(wanted), not \(value?.type.words ?? "that")", "write \(example)")
    }

    private func bounded(_ string: String, _ key: String) throws(ManifestProblem) -> String {
        guard string.utf8.count <= 4096 else { throw problem(at: key, "'\(key)' is longer than 4096 bytes", "shorten it") }
        return string
    }
}

extension TOMLType {
    fileprivate var words: String {
        switch self {
        case .array: "a list"
        case .int: "a whole number"
        case .double: "a number with a fraction"
        case .bool: "true or false"
        default: "a \(rawValue)"
        }
    }
}

/// Levenshtein's distance; both texts are short.
private func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
            diagonal = above
        }
    }
    return row[right.count]
}

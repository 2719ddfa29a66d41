import TOMLKit
import Wire

/// One table of the configuration: what `TableReader` reads, and the types that only a configuration has.
struct ConfigurationTable {
    let reader: TableReader
    private let table: TOMLTable?
    private let path: String

    init(_ table: TOMLTable?, at path: String = "", allowed: [String], source: TableReader.Source) throws(ManifestProblem) {
        reader = try TableReader(table, at: path, allowed: allowed, source: source)
        (self.table, self.path) = (table, path)
    }

    func has(_ key: String) -> Bool { table?[key] != nil }

    func problem(at key: String, _ reason: String, _ remedy: String) -> ManifestProblem {
        reader.problem(at: key, reason, remedy)
    }

    private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

// MARK: - Tables

extension ConfigurationTable {
    func table(_ key: String, allowed: [String]) throws(ManifestProblem) -> ConfigurationTable {
        // Tells what is wrong if it is no table.
        _ = try reader.table(key, allowed: nil)
        return try ConfigurationTable(table?[key]?.table, at: full(key), allowed: allowed, source: reader.source)
    }

    /// The tables of `[[key]]`, each knowing its own lines.
    func tables(_ key: String, allowed: [String], text: [UInt8]) throws(ManifestProblem) -> [ConfigurationTable] {
        guard let value = table?[key] else { return [] }
        guard let array = value.array else { throw problem(at: key, "'\(key)' must be a list of tables", "write [[\(full(key))]]") }
        var rest = text
        var tables: [ConfigurationTable] = []
        for element in array {
            guard let table = element.table else { throw problem(at: key, "'\(key)' must hold tables", "write [[\(full(key))]]") }
            let source = TableReader.Source(id: reader.source.id, file: reader.source.file, lines: KeyLines(rest))
            tables.append(try ConfigurationTable(table, at: full(key), allowed: allowed, source: source))
            if array.count > 1 { Self.blank(&rest, throughLine: source.lines[full(key)]) }
        }
        return tables
    }

    /// So that the next table of the same name is the first one found.
    private static func blank(_ text: inout [UInt8], throughLine last: Int) {
        var line = 1
        for index in text.indices {
            if line > last { return }
            if text[index] == UInt8(ascii: "\n") { line += 1 } else { text[index] = UInt8(ascii: " ") }
        }
    }
}

// MARK: - Values

extension ConfigurationTable {
    func bool(_ key: String) throws(ManifestProblem) -> Bool? {
        guard let value = table?[key] else { return nil }
        guard let bool = value.bool else { throw problem(at: key, "'\(key)' must be true or false", "write \(key) = true") }
        return bool
    }

    /// A number of bytes, or a text such as "64M".
    func bytes(_ key: String, in range: ClosedRange<Int>) throws(ManifestProblem) -> Int? {
        guard let text = table?[key]?.string else { return try reader.integer(key, in: range) }
        let shift = ["K": 10, "M": 20, "G": 30][text.suffix(1)] ?? 0
        guard let number = Int(shift == 0 ? text[...] : text.dropLast()), number >= 0, number < 1 << 30 else {
            throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "write a size, as in 65536 or \"64K\" (K, M, G)")
        }
        guard range.contains(number << shift) else { throw outOfRange(key, text, "\(range.lowerBound) to \(range.upperBound) bytes") }
        return number << shift
    }

    /// A number of seconds, or a text such as "500ms", "30s", "2m" or "1h".
    func time(_ key: String, in range: ClosedRange<Double>) throws(ManifestProblem) -> Milliseconds? {
        guard let text = table?[key]?.string else { return try reader.seconds(key, in: range) }
        let number = text.prefix { $0.isNumber || $0 == "." }
        guard let scale = ["ms": 0.001, "s": 1, "m": 60, "h": 3600][text[number.endIndex...]], let value = Double(number) else {
            throw problem(at: key, "'\(key)' cannot be \"\(text)\"", "write seconds, as in 120, or \"500ms\", \"30s\", \"2m\", \"1h\"")
        }
        guard range.contains(value * scale) else { throw outOfRange(key, text, "\(range.lowerBound) to \(range.upperBound) seconds") }
        return Milliseconds((value * scale * 1000).rounded())
    }

    func times(_ key: String, in range: ClosedRange<Double>, atMost limit: Int) throws(ManifestProblem) -> [Milliseconds]? {
        guard let value = table?[key] else { return nil }
        let remedy = "write \(key) = [0, 1, 5, 30], in seconds"
        guard let array = value.array, (1...limit).contains(array.count) else {
            throw problem(at: key, "'\(key)' must be a list of 1 to \(limit) numbers", remedy)
        }
        var times: [Milliseconds] = []
        for element in array {
            guard let seconds = element.double ?? element.int.map(Double.init), range.contains(seconds) else {
                let bounds = "\(range.lowerBound) to \(range.upperBound)"
                throw problem(at: key, "'\(key)' holds something that is not a number from \(bounds)", remedy)
            }
            times.append(Milliseconds((seconds * 1000).rounded()))
        }
        return times
    }

    /// One subject or a list of them; `withQueues` lets the name of a queue group follow each.
    func subjects(_ key: String, withQueues: Bool = false) throws(ManifestProblem) -> [String]? {
        guard let subjects = try strings(key) else { return nil }
        for subject in subjects {
            let words = subject.split(separator: " ", omittingEmptySubsequences: false)
            let isGood = words.count <= (withQueues ? 2 : 1) && words.allSatisfy { Subject.isValid(String($0)) }
            guard !isGood || subject.utf8.count > 4096 else { continue }
            throw problem(at: key, "'\(subject)' is not a subject", "write tokens between dots, as in \"orders.*\" or \"orders.>\"")
        }
        return subjects
    }

    private func strings(_ key: String) throws(ManifestProblem) -> [String]? {
        if let one = table?[key]?.string { return [one] }
        return try reader.strings(key, atMost: 1024)
    }

    private func outOfRange(_ key: String, _ value: String, _ range: String) -> ManifestProblem {
        reader.outOfRange(key, value, range)
    }
}

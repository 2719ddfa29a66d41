import Files
import Glibc

/// A folder of `NNNN-name.sql`, in the order of their numbers.
struct MigrationScripts {
    static let maximumCount = 1000
    static let maximumSize = 1 << 20

    struct Entry: Equatable {
        let number: Int
        let name: String
    }

    let entries: [Entry]
    private let folder: OpenFolder

    init(_ folder: OpenFolder) throws(DatabaseFailure) {
        self.folder = folder
        let names: [String]
        do throws(FileFailure) { names = try folder.namesMended(atMost: .max) } catch { throw DatabaseFailure("the scripts: \(error)") }
        var entries: [Entry] = []
        for name in names where name.hasSuffix(".sql") && !name.hasPrefix(".") {
            entries.append(Entry(number: try Self.number(of: name), name: name))
        }
        guard entries.count <= Self.maximumCount else { throw DatabaseFailure("more than \(Self.maximumCount) scripts") }
        entries.sort { ($0.number, $0.name) < ($1.number, $1.name) }
        for (first, second) in zip(entries, entries.dropFirst()) where first.number == second.number {
            throw DatabaseFailure("\(first.name) and \(second.name) have the same number; give one of them the next")
        }
        self.entries = entries
    }

    static func number(of name: String) throws(DatabaseFailure) -> Int {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        guard (4...9).contains(digits.utf8.count), name.dropFirst(digits.count).hasPrefix("-"), let number = Int(digits), number > 0 else {
            throw DatabaseFailure("\(name): call scripts NNNN-name.sql, counted from 0001")
        }
        return number
    }

    func read(_ entry: Entry) throws(DatabaseFailure) -> [UInt8] {
        do throws(FileFailure) {
            guard let file = try folder.file(entry.name) else { throw .system(code: ENOENT, doing: "open", path: entry.name) }
            defer { close(file) }
            return try SmallFile.whole(of: file, atMost: Self.maximumSize, entry.name)
        } catch {
            switch error {
            case .notRegular: throw DatabaseFailure("\(entry.name) is not a file")
            case .tooLong: throw DatabaseFailure("\(entry.name): \(error.words); split it")
            case .system, .tooDeep, .tooMany: throw DatabaseFailure("\(entry.name): \(error.words)")
            }
        }
    }
}

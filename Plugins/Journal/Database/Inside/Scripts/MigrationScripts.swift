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
        do throws(OperationFailure) { names = try folder.names() } catch { throw DatabaseFailure("the scripts: \(error)") }
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
        let file = openat(folder.descriptor, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { throw DatabaseFailure("\(entry.name): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw DatabaseFailure("\(entry.name) is not a file") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw DatabaseFailure("\(entry.name): \(String(cString: strerror(errno)))") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= Self.maximumSize else {
                throw DatabaseFailure("\(entry.name): larger than \(Self.maximumSize) bytes; split it")
            }
        }
    }
}

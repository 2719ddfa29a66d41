import Files
import Glibc

extension DataSurvey {
    private static let mostEntries = 4096
    private static let deepestDatabase = 4

    /// The SQLite databases, sorted: files that begin as such, whatever they are called.
    func databases() throws(Fault) -> [DatabaseFile] {
        var (found, rest) = ([DatabaseFile](), Self.mostEntries)
        try visit(top, "", depth: 1, &rest, &found)
        return found.sorted { $0.path < $1.path }
    }

    private func visit(
        _ folder: DataFolder, _ above: String, depth: Int, _ rest: inout Int, _ found: inout [DatabaseFile]
    ) throws(Fault) {
        let (names, unnamed) = try folder.names(atMost: rest)
        rest -= unnamed
        for name in names {
            guard rest > 0 else { return }
            rest -= 1
            guard !name.hasPrefix(".roost-"), let status = try folder.status(of: name) else { continue }
            switch status.kind {
            case S_IFDIR where depth < Self.deepestDatabase:
                if let inner = try folder.folder(name) { try visit(inner, "\(above)\(name)/", depth: depth + 1, &rest, &found) }
            case S_IFREG:
                guard try isDatabase(name, in: folder) else { continue }
                var database = DatabaseFile(path: above + name, size: Int64(status.st_size))
                for kin in DatabaseFile.kin where try folder.status(of: name + kin) != nil { database.companions.append(kin) }
                found.append(database)
            default: break
            }
        }
    }

    private func isDatabase(_ name: String, in folder: DataFolder) throws(Fault) -> Bool {
        guard let file = try folder.file(name) else { return false }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: DatabaseFile.heading.count, alignment: 1)
        defer { bytes.deallocate() }
        return try file.read(into: bytes) == bytes.count && bytes.elementsEqual(DatabaseFile.heading)
    }
}

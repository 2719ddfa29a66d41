import Glibc
import Launch

/// `<home>/logs/<id>`: `current`, and its predecessors `1` (the newest), `2`, …
struct LogFolder {
    let path: String

    var isThere: Bool { access(path, F_OK) == 0 }

    /// Nil while nothing has been written.
    func openCurrent() throws(CommandFailure) -> Int32? { try open("current") }

    /// The last lines of all files together, and how far `current` has been read.
    func lastLines(_ count: Int, current: Int32?) throws(CommandFailure) -> (lines: [[UInt8]], position: Int) {
        let position = current.map { Int(lseek($0, 0, SEEK_END)) } ?? 0
        var lines = current.map { TailReader.lastLines(count, of: $0, before: position) } ?? []
        for name in rotated where lines.count < count {
            guard let file = try open(name) else { continue }
            lines = TailReader.lastLines(count - lines.count, of: file, before: Int(lseek(file, 0, SEEK_END))) + lines
            close(file)
        }
        return (lines, position)
    }

    private var rotated: [String] {
        Folder(path).visibleNames.compactMap(Int.init).sorted().map(String.init)
    }

    private func open(_ name: String) throws(CommandFailure) -> Int32? {
        let descriptor = Glibc.open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 { return descriptor }
        if errno == ENOENT { return nil }
        throw CommandFailure("\(path)/\(name): \(SystemError.last.words)")
    }
}

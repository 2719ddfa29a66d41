import Glibc

/// What is added to a log, through its rotations.
struct LogFollower {
    private let folder: LogFolder
    private var descriptor: Int32?
    private var position: Int
    private var begun: [UInt8] = []

    init(_ folder: LogFolder, at position: Int, in descriptor: Int32?) {
        (self.folder, self.position, self.descriptor) = (folder, position, descriptor)
    }

    /// Whole lines only. A file that has been rotated away is read to its end before the next is begun.
    mutating func newLines() throws(CommandFailure) -> [[UInt8]] {
        if descriptor == nil { descriptor = try folder.openCurrent() }
        guard let old = descriptor else { return [] }
        let isRotated = !isCurrent(old)
        var lines = read(old)
        guard isRotated else { return lines }
        close(old)
        (descriptor, position) = (try folder.openCurrent(), 0)
        if let descriptor { lines += read(descriptor) }
        return lines
    }

    private mutating func read(_ file: Int32) -> [[UInt8]] {
        while true {
            let bytes = TailReader.read(file, at: position, 65_536)
            if bytes.isEmpty { break }
            position += bytes.count
            begun += bytes
        }
        var lines = begun.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
        begun = lines.popLast() ?? []
        return lines
    }

    private func isCurrent(_ file: Int32) -> Bool {
        var (mine, named) = (stat(), stat())
        guard fstat(file, &mine) == 0, stat("\(folder.path)/current", &named) == 0 else { return false }
        return mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
    }
}

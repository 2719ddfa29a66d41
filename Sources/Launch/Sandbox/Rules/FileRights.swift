import Glibc

/// What Landlock can allow on files: LANDLOCK_ACCESS_FS_*.
struct FileRights: OptionSet, Sendable {
    let rawValue: UInt64

    static let execute = FileRights(rawValue: 1 << 0)
    static let writeFile = FileRights(rawValue: 1 << 1)
    static let readFile = FileRights(rawValue: 1 << 2)
    static let readFolder = FileRights(rawValue: 1 << 3)
    /// Bits 4 to 13: removing and making entries of each kind, and moving them between folders.
    static let changeFolder = FileRights(rawValue: 0x3FF0)
    static let truncate = FileRights(rawValue: 1 << 14)
    static let controlDevice = FileRights(rawValue: 1 << 15)

    static let all = FileRights(rawValue: 0xFFFF)
    /// A folder that is only listed under `write` holds data, never programs.
    static let writing = all.subtracting(.execute)
    static let reading: FileRights = [.execute, .readFile, .readFolder]
    static let device: FileRights = [.readFile, .writeFile, .truncate, .controlDevice]
    /// Those that a rule on a single file may name.
    static let ofFiles: FileRights = [.execute, .readFile, .writeFile, .truncate, .controlDevice]

    /// Older versions refuse bits they do not know.
    func known(to version: Int) -> UInt64 {
        let bits: UInt64 =
            switch version {
            case ...1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        return rawValue & ((1 << bits) - 1)
    }

    /// O_PATH | O_CLOEXEC, which opens what may not be read; hidden from Swift behind _GNU_SOURCE.
    static let openForRules: Int32 = 0o10000000 | O_CLOEXEC
}

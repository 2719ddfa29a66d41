import Foundation
import Support

/// Clocks that a test sets for some processes only, by `wrong_clock.c`: the machine's own is nobody's to set.
struct WrongClock {
    /// In seconds.
    static let year = 31_557_600.0

    private let folder: TemporaryFolder

    /// All right at first.
    init() throws {
        folder = try TemporaryFolder("clock", mode: 0o755)
        try folder.write([UInt8](repeating: 0, count: 16), to: "ahead")
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "wrong_clock.c").path
        let words = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", folder.path("clock.so"), source]
        let result = try CommandResult(of: "clang", words, within: .seconds(60))
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    /// More lines of a feature's manifest.
    var lines: String { "\n[environment]\nLD_PRELOAD = \"\(folder.path("clock.so"))\"\nWRONG_CLOCK = \"\(folder.path("ahead"))\"\n" }

    /// The time of day is so many ahead, from now on.
    func set(years: Int64) throws { try write(years * Int64(Self.year), at: 0) }

    /// So much has passed all at once, since the boot, as far as these processes know.
    func pass(seconds: Int64) throws { try write(seconds, at: 8) }

    /// In place, since it is mapped.
    private func write(_ seconds: Int64, at offset: UInt64) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("ahead")))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: withUnsafeBytes(of: seconds) { Data($0) })
        try file.close()
    }
}

import Files
import Glibc

/// The pages of this program's file that are in memory though nobody needs them any more: of its start, of a rare command.
///
/// They are unchanged, so giving them back costs nothing but a minor fault where one is needed again; a router's memory
/// figures then show what is used. C function: `madvise(MADV_DONTNEED)`.
package enum ProgramPages {
    package static func giveBack() { advise(MADV_DONTNEED) }

    /// From here on only the very page that is needed is read from the disk: what the kernel reads around it, megabytes on some disks,
    /// drives out all else in a small control group. C function: `madvise(MADV_RANDOM)`.
    package static func readSingly() { advise(MADV_RANDOM) }

    private static func advise(_ advice: Int32) {
        // The beginning at least: the program's own mappings are the first.
        let maps = (try? SmallFile.beginning("/proc/self/maps", atMost: 1 << 16)) ?? []
        let lines = maps.split(separator: UInt8(ascii: "\n"))
        // The program's own file is the first that is mapped.
        guard let program = lines.first.flatMap(Mapping.init)?.path else { return }
        let code = lines.compactMap(Mapping.init).filter { $0.path == program && $0.isCode }
        for mapping in code {
            madvise(UnsafeMutableRawPointer(bitPattern: mapping.start), Int(mapping.end - mapping.start), advice)
        }
    }

    /// One line of `/proc/self/maps`: `START-END rwxp OFFSET DEVICE INODE PATH`.
    private struct Mapping {
        let start: UInt
        let end: UInt
        /// Never written, not by relocation either: what only may not be written now may have been.
        let isCode: Bool
        let path: String

        init?(_ line: ArraySlice<UInt8>) {
            let words = line.split(separator: UInt8(ascii: " "), maxSplits: 5).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 6 else { return nil }
            let range = words[0].split(separator: "-")
            guard range.count == 2, let start = UInt(range[0], radix: 16), let end = UInt(range[1], radix: 16) else { return nil }
            (self.start, self.end) = (start, end)
            isCode = words[1] == "r-xp"
            path = words[5]
        }
    }
}

import Glibc
import Wire

/// `roost-manifests DIR...`: prints one `ManifestLine` as JSON per line.
///
/// The TOML parser is C++ that aborts on some malformed texts, and its input is anybody's. So it runs in a process of its
/// own (`roost-manifests --read SKIP DIR...`): when that dies, the file it died of is invalid and the next ones are read.
public enum ManifestsCommand {
    /// 0 when all was printed, whatever it says; 1 when it could not be printed; 2 for a wrong call.
    public static func run(arguments: [String]) -> Int32 {
        if arguments.count >= 2, arguments[0] == "--read", let skip = Int(arguments[1]) {
            return print(directories: Array(arguments.dropFirst(2)), skipping: skip)
        }
        guard !arguments.isEmpty else {
            _ = StandardOutput.write("usage: roost-manifests DIR...\n", to: 2)
            return 2
        }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        do throws(ChildOutput.Failure) {
            let catalogue = ManifestCatalogue(try readInAnotherProcess(arguments.map(absolute)), path: path)
            for line in catalogue.lines where !StandardOutput.write(line.json.text + "\n", to: 1) { return 1 }
            return 0
        } catch {
            _ = StandardOutput.write("roost-manifests: the reader of manifests: \(error.words)\n", to: 2)
            return 1
        }
    }

    /// Prints what each file says by itself.
    private static func print(directories: [String], skipping skip: Int) -> Int32 {
        for file in directories.flatMap({ ManifestDirectory($0).files() }).dropFirst(skip) {
            let text = file.line()?.json.text ?? ""
            guard StandardOutput.write(text + "\n", to: 1) else { return 1 }
        }
        return 0
    }

    /// What cannot be read for want of processes or memory is no fault of any manifest: then nothing is told at all, and the
    /// host goes on with what it knows.
    private static func readInAnotherProcess(_ directories: [String]) throws(ChildOutput.Failure) -> [ManifestLine] {
        var lines: [ManifestLine] = []
        let files = directories.flatMap { ManifestDirectory($0).files() }
        var read = 0
        while read < files.count {
            let output = try ChildOutput.of(["roost-manifests", "--read", String(read)] + directories)
            let answers = output.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            lines += answers.compactMap { ManifestLine(bytes: Array($0)) }
            // It looked at the folders itself: fewer than ours means that some have gone.
            if output.isWhole { break }
            read += answers.count
            if read < files.count {
                lines.append(.invalid(files[read].unreadable()))
                read += 1
            }
        }
        return lines
    }

    private static func absolute(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}

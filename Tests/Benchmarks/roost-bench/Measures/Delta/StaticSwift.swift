import Glibc

/// A small static Swift program across a small change: `Wire`'s JSON behind a command line, then with one word more to it.
///
/// Whatever is added to such a program moves the standard library behind it, so that nearly every reference in it changes.
enum StaticSwift {
    private static let before = """
        let text = CommandLine.arguments.dropFirst().joined(separator: " ")
        do {
            print(try JSON(parsing: Array(text.utf8)).text)
        } catch {
            print("\\(error)")
        }

        """

    private static let after = """
        var words = CommandLine.arguments.dropFirst()
        let isQuiet = words.first == "--quiet"
        if isQuiet { words.removeFirst() }
        do {
            let value = try JSON(parsing: Array(words.joined(separator: " ").utf8))
            if isQuiet { print(value.object?.count ?? value.array?.count ?? 0) } else { print(value.text) }
        } catch {
            print("no JSON: \\(error)")
        }

        """

    /// Compiles what is not in the folder yet.
    static func pair(in folder: String) throws(BenchFailure) -> FilePair {
        FilePair(
            name: "static Swift, small change", old: try program("before", before, folder), new: try program("after", after, folder))
    }

    private static func program(_ name: String, _ text: String, _ folder: String) throws(BenchFailure) -> String {
        let place = "\(folder)/swift-\(name)"
        let made = "\(place)/program"
        if isExecutable(made) { return made }
        try makeFolder(place)
        try write(text, toFile: "\(place)/main.swift")
        let compiler = "PATH='\(String(cString: getenv("PATH")))' swiftc -swift-version 6 -O -wmo -static-executable -module-name program"
        let sources = "$(find '\(Programs.wire)' -name '*.swift') '\(place)/main.swift'"
        _ = try shell("\(compiler) -Xlinker --gc-sections -Xlinker -s \(sources) -o '\(made)' 2>'\(place)/errors'")
        return made
    }
}

import Testing

/// A path is bytes between slashes. To Swift, a slash and a combining accent behind it are one Character: who splits by those reads
/// another path than Linux does, and lets through what it meant to refuse.
struct PathTests {
    /// What looks for a slash among Characters.
    private static let marks = [
        #"split(separator: "/""#, #"(of: "/")"#, #"contains("/")"#, #"$0 == "/""#, #"$0 != "/""#, #"separatedBy: "/""#,
    ]
    /// What asks for a beginning or an end among Characters: no `/` stands at either, if an accent follows.
    private static let (ends, slashes) = (["hasPrefix(", "hasSuffix("], [#"("/"#, #"/")"#])
    private static let views = ["utf8", "unicodeScalars"]

    private static let files = Repository.swiftFiles.filter {
        ($0.path.hasPrefix("Sources/") || $0.path.hasPrefix("Plugins/")) && !$0.path.hasPrefix("Plugins/Examples/")
    }

    @Test func `no path is split by Character`() {
        let found = Self.files.compactMap { file in file.lines.first(where: Self.splits).map { (file.path, "splits by Character: \($0)") } }
        Exceptions.check(.splitByCharacter, found)
    }

    private static func splits(_ line: Substring) -> Bool {
        let isOfEnds = ends.contains { line.contains($0) } && slashes.contains { line.contains($0) }
        return (isOfEnds || marks.contains { line.contains($0) }) && !views.contains { line.contains($0) }
    }

    @Test(arguments: [
        (#"path.split(separator: "/")"#, true), (#"path.lastIndex(of: "/")"#, true), (#"path.prefix { $0 != "/" }"#, true),
        (#"path.hasPrefix("/")"#, true), (#"path.hasPrefix(name + "/")"#, true), (#"path.hasSuffix("/data/journal")"#, true),
        (#"path.unicodeScalars.split(separator: "/")"#, false), (#"names.joined(separator: "/")"#, false),
        (#"name.hasPrefix(".roost")"#, false),
    ])
    func `the rule sees what it is for`(_ line: String, _ splits: Bool) {
        #expect(Self.splits(line[...]) == splits)
    }
}

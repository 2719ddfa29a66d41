/// What Package.swift declares, as far as its text tells.
enum PackageManifest {
    static let text = Repository.text(of: "Package.swift")

    /// The targets of this package that a target depends on; other packages' products are variables there. Nil if it
    /// declares no such target.
    static func dependencies(of target: String) throws -> Set<String>? {
        let name = #"(?:arget|systemLibrary)\(\s*name: "\#(target)""#
        if let plugin = text.firstMatch(of: try Regex(#"plugin\("\#(target)"([^)]*)\)"#, as: (Substring, Substring).self)) {
            return words(between: plugin.output.1).union(["PluginKit", "Contracts"])
        }
        let again = #"embedded\("\#(target.trimmingPrefix("Embedded"))"(?:, exclude: \[[^\]]*\])?([^)]*)\)"#
        if target.hasPrefix("Embedded"), let found = text.firstMatch(of: try Regex(again, as: (Substring, Substring).self)) {
            return words(between: found.output.1)
        }
        let list = #"(?:,\s*dependencies: \[([^\]]*)\])?"#
        guard let found = text.firstMatch(of: try Regex(name + list, as: (Substring, Substring?).self)) else { return nil }
        return words(between: found.output.1 ?? "")
    }

    /// What stands between quotes.
    private static func words(between text: Substring) -> Set<String> {
        let words = text.split(separator: "\"", omittingEmptySubsequences: false)
        return Set(words.indices.filter { $0 % 2 == 1 }.map { String(words[$0]) })
    }
}

import Testing

/// What breaks a rule for a reason. The list is kept short by a rule of its own: an exception that is no longer needed fails.
struct Exceptions {
    let rule: Rule
    let path: String
    let reason: String

    enum Rule { case fileLength, filesInFolder, fileName, typesInFile, splitByCharacter }

    static let all = [
        Exceptions(rule: .fileName, path: "Sources/Wire/Bytes.swift", reason: "it extends two of Swift's own types for one purpose"),
        Exceptions(rule: .fileName, path: "Sources/EmbeddedGlibc/Glibc.swift", reason: "it stands for a module of C's functions"),
        Exceptions(rule: .splitByCharacter, path: "Sources/HTTP/Messages/HTTPURL.swift", reason: "a URL's, checked to be ASCII"),
        Exceptions(rule: .splitByCharacter, path: "Sources/HTTP/Messages/HTTPURL+Resolving.swift", reason: "a URL's"),
        Exceptions(rule: .splitByCharacter, path: "Sources/HTTP/Rules/ContentRange.swift", reason: "no path: bytes 0-9/10"),
        Exceptions(rule: .splitByCharacter, path: "Sources/Launch/Probe/HTTP/ProbeURL.swift", reason: "a URL's"),
        Exceptions(rule: .splitByCharacter, path: "Sources/PluginKit/Link/BusAddress.swift", reason: "a URL's"),
        Exceptions(rule: .splitByCharacter, path: "Sources/Manifests/Policy/Values/CronExpression.swift", reason: "no path: */5"),
    ]

    /// Fails for each breach that is not excused, and for each excuse without a breach.
    static func check(_ rule: Rule, _ breaches: [(path: String, words: String)], sourceLocation: SourceLocation = #_sourceLocation) {
        let excused = Set(all.filter { $0.rule == rule }.map(\.path))
        for breach in breaches where !excused.contains(breach.path) {
            Issue.record("\(breach.path): \(breach.words)", sourceLocation: sourceLocation)
        }
        for path in excused.subtracting(breaches.map(\.path)) {
            Issue.record("\(path) needs no exception any more", sourceLocation: sourceLocation)
        }
    }
}

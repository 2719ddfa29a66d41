/// What the child that works on a database says on its standard output, a line each.
enum DatabaseReport: Equatable, Sendable {
    /// It still works.
    case beat
    case done
    case failed(words: String, isDiskFull: Bool)

    static let maximumLine = 4096

    var line: String {
        switch self {
        case .beat: "beat\n"
        case .done: "done\n"
        case .failed(let words, let isDiskFull): "failed \(isDiskFull ? "full" : "other") \(Self.oneLine(words))\n"
        }
    }

    init?(line: String) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("beat", 1): self = .beat
        case ("done", 1): self = .done
        case ("failed", 3): self = .failed(words: String(parts[2]), isDiskFull: parts[1] == "full")
        default: return nil
        }
    }

    private static func oneLine(_ words: String) -> String {
        let clean = words.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        return String(String(clean).utf8.prefix(maximumLine - 64)) ?? String(clean.prefix(500))
    }
}

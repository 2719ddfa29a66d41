/// Metrics as the OpenMetrics text format (1.0) writes them: families in order, each with its type and help, then an end mark.
struct OpenMetrics {
    enum Kind: String, CaseIterable {
        case counter, gauge, info
    }

    struct Label: Equatable {
        var name: String
        var value: String
    }

    private var families: [(name: String, kind: Kind, help: String, samples: [String])] = []

    /// All samples of a family stand together, however they come.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, labels: [Label] = [], _ value: Double) {
        precondition(Self.isName(name) && labels.allSatisfy { Self.isName($0.name) }, "'\(name)' is no name for a metric")
        let sample = "\(name)\(Self.suffix(kind))\(Self.text(labels)) \(Self.text(value))"
        if let place = families.firstIndex(where: { $0.name == name }) {
            families[place].samples.append(sample)
        } else {
            families.append((name, kind, help, [sample]))
        }
    }

    var text: String {
        let blocks = families.map { family in
            (["# TYPE \(family.name) \(family.kind.rawValue)", "# HELP \(family.name) \(Self.escaped(family.help))"] + family.samples)
                .map { $0 + "\n" }.joined()
        }
        return blocks.joined() + "# EOF\n"
    }

    private static func suffix(_ kind: Kind) -> String {
        switch kind {
        case .counter: "_total"
        case .gauge: ""
        case .info: "_info"
        }
    }

    private static func text(_ labels: [Label]) -> String {
        labels.isEmpty ? "" : "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\\": result += #"\\"#
            case "\n": result += #"\n"#
            case "\"": result += #"\""#
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F }
    }
}

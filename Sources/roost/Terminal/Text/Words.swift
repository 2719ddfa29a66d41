/// Figures in words that are short enough for a column.
enum Words {
    /// The two largest units: "3 d 4 h", "12 min 5 s", "8 s".
    static func duration(seconds: Double) -> String {
        let total = seconds.isFinite ? Int(max(0, min(seconds, 1e15))) : 0
        let units = [(total / 86_400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "min"), (total % 60, "s")]
        guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return units[first...].prefix(2).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// "512 B", "3.4 MB"; powers of 1024.
    static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        var units = ["B", "KB", "MB", "GB", "TB"][...]
        while value >= 1024, units.count > 1 {
            value /= 1024
            units.removeFirst()
        }
        return "\(units.first == "B" ? "\(count)" : oneDecimal(value)) \(units.first ?? "")"
    }

    static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((max(-1e15, min(value, 1e15)) * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// "1 feature", "2 features".
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
